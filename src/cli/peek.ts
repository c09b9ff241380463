import { parseArgs } from 'node:util';
import { EmulatorClient } from '../emulatorClient/emulatorClient';
import { EmulatorRequestError, UnreachableError } from '../emulatorClient/errors';
import { CommandError } from './commandError';
import { onQueue } from './onQueue';
import { parseWhole, readOptions } from './options';
import { printJson, printLine } from './output';
import { queueOptions, queueOptionsUsage } from './queueOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope peek --queue <name> [options]

Shows messages of a queue of Queuescope's emulator without any effect on them: receive counts, visibility and
order stay as they are. SQS itself has no such call.

Options:
  --state <state>      visible, in-flight or delayed messages alone (default: all)
  --limit <number>     1 to 1000 messages at most, the oldest first (default 10)

${queueOptionsUsage}
Output:
  --json               prints a JSON array; without messages an empty one
`;

export const peek: Verb = { name: 'peek', summary: 'looks at messages in the emulator', usage, run };

const states = { visible: 'visible', 'in-flight': 'inFlight', delayed: 'delayed' } as const;

function run(args: readonly string[]): Promise<number> {
  const values = parse(args);
  const limit = parseWhole('limit', values.limit, 1, 1_000);
  const state = values.state === undefined ? undefined : readState(values.state);
  if (values.profile !== undefined) {
    throw CommandError.usage('SQS on AWS has no way to look at messages. Use "queuescope receive" there.');
  }
  return onQueue(values, async ({ target, queue }) => {
    const endpoint = target.kind === 'emulator' ? target.endpoint : '';
    const options = { queue: queue.queueName, region: target.region, state, limit };
    const { messages } = await asCommandError(new EmulatorClient(endpoint).peek(options));
    print(messages, values.json);
    return 0;
  });
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...queueOptions,
        state: { type: 'string' },
        limit: { type: 'string', default: '10' },
      },
    });
    return values;
  });
}

function readState(text: string) {
  if (Object.hasOwn(states, text)) return states[text as keyof typeof states];
  throw CommandError.usage(`--state takes ${Object.keys(states).join(', ')}, not "${text}".`);
}

type PeekedMessage = Awaited<ReturnType<EmulatorClient['peek']>>['messages'][number];

/** @throws CommandError for what the emulator said, or when it is another one */
async function asCommandError<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof UnreachableError || error instanceof EmulatorRequestError) {
      throw CommandError.failure(`Only Queuescope's emulator can be looked into: ${error.message}`);
    }
    throw error;
  }
}

function print(messages: readonly PeekedMessage[], isJson: boolean): void {
  if (isJson) return printJson(messages);
  if (messages.length === 0) process.stderr.write('No messages.\n');
  for (const { id, state, receiveCount, body } of messages) {
    printLine(`# ${id}, ${state === 'inFlight' ? 'in flight' : state}, receive count ${receiveCount}`);
    printLine(body);
  }
}
