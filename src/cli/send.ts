import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { MessageDraft } from '../shared/message';
import { checkMessage } from '../shared/messageChecks';
import { queueNameOf } from '../sqs/queueUrl';
import { CommandError } from './commandError';
import { messageProblemText, readAttribute } from './messageText';
import { onQueue } from './onQueue';
import { parseWhole, readOptions } from './options';
import { printJson, printLine } from './output';
import { describeTarget, queueOptions, queueOptionsUsage } from './queueOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope send --queue <name> --body <text> [options]

Sends one message and prints its ID.

Message:
  --body <text>              what to send
  --body-file <path>         what to send, from a UTF-8 file; - reads standard input
  --attribute <attribute>    Name=value for a String, Name:Type=value for others; Binary in base64;
                             may be repeated
  --delay <seconds>          0 to 900; standard queues only
  --group <id>               message group ID; FIFO queues need one
  --deduplication-id <id>    FIFO queues without content-based deduplication need one

${queueOptionsUsage}
Output:
  --json                     prints messageId, md5OfBody and sequenceNumber as JSON
`;

export const send: Verb = { name: 'send', summary: 'sends a message', usage, run };

async function run(args: readonly string[]): Promise<number> {
  const values = parse(args);
  const draft: MessageDraft = {
    body: await readBody(values),
    attributes: values.attribute.map(readAttribute),
    delaySeconds: values.delay === undefined ? undefined : parseWhole('delay', values.delay, 0, 900),
    messageGroupId: values.group,
    messageDeduplicationId: values['deduplication-id'],
  };
  assertSendable(draft, values.queue ?? '');
  const sent = await onQueue(values, (open) => {
    if (open.target.kind === 'profile') process.stderr.write(`Sending: ${describeTarget(open)}\n`);
    return open.service.sendMessage(open.queue, draft);
  });
  if (values.json) printJson(sent);
  else printLine(sent.messageId);
  return 0;
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...queueOptions,
        body: { type: 'string' },
        'body-file': { type: 'string' },
        attribute: { type: 'string', multiple: true, default: [] },
        delay: { type: 'string' },
        group: { type: 'string' },
        'deduplication-id': { type: 'string' },
      },
    });
    return values;
  });
}

async function readBody(values: { body?: string; 'body-file'?: string }): Promise<string> {
  const { body, 'body-file': file } = values;
  if ((body === undefined) === (file === undefined)) {
    throw CommandError.usage('What to send? Give either --body or --body-file.');
  }
  if (body !== undefined) return body;
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file ?? '', 'utf8');
  } catch (error) {
    throw CommandError.usage(`The body could not be read: ${(error as Error).message}`);
  }
}

function assertSendable(draft: MessageDraft, queue: string): void {
  const [problem] = checkMessage(draft, { queueName: queueNameOf(queue) });
  if (problem) throw CommandError.usage(messageProblemText(problem, draft.attributes));
}
