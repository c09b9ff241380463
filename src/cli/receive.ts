import { parseArgs } from 'node:util';
import type { ReceivedMessage } from '../shared/message';
import { CommandError } from './commandError';
import { onQueue } from './onQueue';
import { parseWhole, readOptions } from './options';
import { printJson, printLine } from './output';
import { describeTarget, queueOptions, queueOptionsUsage } from './queueOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope receive --queue <name> [options]

Receives messages once and prints them. Receiving is not looking: it adds one to the receive count of a
message, and hides it until its visibility timeout is over.

Options:
  --max <number>          1 to 10 messages (default 1)
  --wait <seconds>        0 to 20: how long to wait for the first one (default 0)
  --visibility <seconds>  0 to 43200: how long to hide them (default: as the queue says)
  --delete                deletes them after they were printed

${queueOptionsUsage}
Output:
  --json                  prints a JSON array; without messages an empty one
`;

export const receive: Verb = { name: 'receive', summary: 'receives messages', usage, run };

function run(args: readonly string[]): Promise<number> {
  const values = parse(args);
  const options = {
    maxNumberOfMessages: parseWhole('max', values.max, 1, 10),
    waitTimeSeconds: parseWhole('wait', values.wait, 0, 20),
    visibilityTimeout:
      values.visibility === undefined ? undefined : parseWhole('visibility', values.visibility, 0, 43_200),
  };
  return onQueue(values, async (open) => {
    const { service, queue } = open;
    if (open.target.kind === 'profile') process.stderr.write(`Receiving: ${describeTarget(open)}\n`);
    const messages = await service.receiveMessages(queue, options);
    print(messages, values.json);
    if (!values.delete || messages.length === 0) return 0;
    const failures = await service.deleteMessageBatch(
      queue,
      messages.map(({ receiptHandle }) => receiptHandle),
    );
    const [failure] = failures;
    if (failure) {
      throw CommandError.failure(`${failures.length} messages could not be deleted: ${failure.message}`);
    }
    return 0;
  });
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...queueOptions,
        max: { type: 'string', default: '1' },
        wait: { type: 'string', default: '0' },
        visibility: { type: 'string' },
        delete: { type: 'boolean', default: false },
      },
    });
    return values;
  });
}

function print(messages: readonly ReceivedMessage[], isJson: boolean): void {
  if (isJson) return printJson(messages);
  if (messages.length === 0) process.stderr.write('No messages.\n');
  for (const { messageId, systemAttributes, body } of messages) {
    const count = systemAttributes['ApproximateReceiveCount'] ?? '?';
    printLine(`# ${messageId}, receive count ${count}`);
    printLine(body);
  }
}
