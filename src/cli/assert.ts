import { parseArgs } from 'node:util';
import { EmulatorClient } from '../emulatorClient/emulatorClient';
import type { ReceivedMessage } from '../shared/message';
import { bodyOptions, bodyOptionsUsage, readBodyConditions } from './bodyConditions';
import { CommandError } from './commandError';
import { countOptions, countOptionsUsage, countsText, isMet, readCountConditions } from './countConditions';
import { onQueue } from './onQueue';
import { parseWhole, readOptions } from './options';
import { printJson, printLine } from './output';
import { describeTarget, type OpenQueue, queueOptions, queueOptionsUsage } from './queueOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope assert --queue <name> <conditions> [options]

Checks counts and bodies of a queue once, and ends with exit code 1 when a condition is not met.
At Queuescope's emulator the bodies of visible messages are looked at without any effect. Elsewhere they can
only be seen by receiving: that adds one to the receive count of each message looked at (and so may move it to
a dead-letter queue), and of a FIFO message group only the first messages are seen. Afterwards the messages are
made visible again. Counts are read first.

${countOptionsUsage}
${bodyOptionsUsage}
Options:
  --limit <number>     look at the bodies of so many messages at most: 1 to 10000 (default 100)

${queueOptionsUsage}
Output:
  --json               prints every condition and whether it is met as JSON
`;

export const assert: Verb = { name: 'assert', summary: 'checks counts and bodies of a queue', usage, run };

/** Long enough to look at many messages; they are released at once afterwards. */
const HIDDEN_SECONDS = 30;

interface Verdict {
  readonly condition: string;
  readonly isMet: boolean;
  /** What was found instead, or as well. */
  readonly found: string;
}

function run(args: readonly string[]): Promise<number> {
  const values = parse(args);
  const countConditions = readCountConditions(values);
  const bodyConditions = readBodyConditions(values);
  const limit = parseWhole('limit', values.limit, 1, 10_000);
  if (countConditions.length + bodyConditions.length === 0) {
    throw CommandError.usage(
      'What to check? Say it with --empty, --visible, --body-contains or another condition.',
    );
  }
  return onQueue(values, async (open) => {
    const verdicts: Verdict[] = [];
    if (countConditions.length > 0) {
      const counts = await open.service.readCounts(open.queue);
      verdicts.push(
        ...countConditions.map((condition) => ({
          condition: condition.text,
          isMet: isMet(condition, counts),
          found: countsText(counts),
        })),
      );
    }
    if (bodyConditions.length > 0) {
      const bodies = await readBodies(open, limit);
      verdicts.push(
        ...bodyConditions.map((condition) => ({
          condition: condition.text,
          isMet: bodies.some(condition.isMet),
          found: `${bodies.length} bodies were looked at`,
        })),
      );
    }
    report(verdicts, values.json);
    return verdicts.every((verdict) => verdict.isMet) ? 0 : 1;
  });
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...queueOptions,
        ...countOptions,
        ...bodyOptions,
        limit: { type: 'string', default: '100' },
      },
    });
    return values;
  });
}

/** Visible bodies: without any effect where it is Queuescope's emulator, else by receiving. */
async function readBodies(open: OpenQueue, limit: number): Promise<readonly string[]> {
  const { target, queue } = open;
  const emulator = target.kind === 'emulator' ? await findEmulator(target.endpoint) : undefined;
  if (!emulator) return receiveBodies(open, limit);
  const bodies: string[] = [];
  const all = emulator.peekAll({ queue: queue.queueName, region: target.region, state: 'visible' });
  for await (const { body } of all) {
    if (bodies.push(body) === limit) break;
  }
  return bodies;
}

/** Undefined when it is another emulator that answers. */
async function findEmulator(endpoint: string): Promise<EmulatorClient | undefined> {
  const client = new EmulatorClient(endpoint);
  try {
    await client.health();
    return client;
  } catch {
    return undefined;
  }
}

/** Receives what it can and makes it visible again. */
async function receiveBodies(open: OpenQueue, limit: number): Promise<readonly string[]> {
  if (open.target.kind === 'profile') process.stderr.write(`Receiving: ${describeTarget(open)}\n`);
  const messages: ReceivedMessage[] = [];
  try {
    while (messages.length < limit) {
      const received = await receiveSome(open, limit - messages.length);
      if (received.length === 0) break;
      messages.push(...received);
    }
  } finally {
    await release(open, messages);
  }
  return messages.map(({ body }) => body);
}

function receiveSome({ service, queue, target }: OpenQueue, count: number) {
  return service.receiveMessages(queue, {
    maxNumberOfMessages: Math.min(count, 10),
    visibilityTimeout: HIDDEN_SECONDS,
    // A short poll of AWS asks only some of its servers.
    waitTimeSeconds: target.kind === 'profile' ? 1 : 0,
  });
}

async function release({ service, queue }: OpenQueue, messages: readonly ReceivedMessage[]): Promise<void> {
  // What was received last is released first, so that the messages of a group keep their order.
  for (const { receiptHandle } of messages.toReversed()) {
    await service.changeVisibility(queue, receiptHandle, 0);
  }
}

function report(verdicts: readonly Verdict[], isJson: boolean): void {
  if (isJson) {
    return printJson({ isMet: verdicts.every((verdict) => verdict.isMet), conditions: verdicts });
  }
  for (const { condition, isMet: isFine, found } of verdicts) {
    printLine(`${isFine ? 'met' : 'NOT MET'}: ${condition} (${found})`);
  }
}
