import { parseArgs } from 'node:util';
import { confirmTarget, onQueue } from './onQueue';
import { readOptions } from './options';
import { printJson } from './output';
import { describeTarget, queueOptions, queueOptionsUsage } from './queueOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope purge --queue <name> [options]

Deletes all messages of a queue. SQS takes one purge of a queue in 60 seconds.

Options:
  --yes                needed on AWS, after you have read which account and region it is

${queueOptionsUsage}
Output:
  --json               prints {"purged": "<queue URL>"}
`;

export const purge: Verb = { name: 'purge', summary: 'deletes all messages of a queue', usage, run };

function run(args: readonly string[]): Promise<number> {
  const { yes, ...values } = parse(args);
  return onQueue(values, async (open) => {
    confirmTarget(describeTarget(open), open.target.kind === 'profile', yes, 'Purging');
    await open.service.purgeQueue(open.queue);
    if (values.json) printJson({ purged: open.queue.queueUrl });
    return 0;
  });
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: { ...queueOptions, yes: { type: 'boolean', default: false } },
    });
    return values;
  });
}
