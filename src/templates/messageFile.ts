import type { MessageAttribute, MessageDraft } from '../shared/message';

/** One message of a file, or why it is none. */
export type FileMessage =
  | { readonly kind: 'message'; readonly draft: MessageDraft }
  /** `line` from 1, of a file with a message in each line. */
  | { readonly kind: 'invalid'; readonly line: number; readonly reason: 'notJson' };

/** What a file of messages is. */
export type MessageFile =
  | { readonly kind: 'messages'; readonly messages: readonly FileMessage[] }
  | { readonly kind: 'notMessages' };

/**
 * Reads messages from a JSON array, or from lines of JSON.
 *
 * An element with a `body` (or `Body`, `MessageBody`) that has nothing but fields of a message is a message with its
 * attributes, group and trace header, as this extension, the AWS CLI and the SDKs write it. Anything else is itself the
 * body: text as it is, all else as its JSON.
 */
export function readMessageFile(text: string): MessageFile {
  const whole = parse(text);
  if (Array.isArray(whole)) return { kind: 'messages', messages: whole.map(toFileMessage) };
  const lines = text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  if (lines.length === 0) return { kind: 'notMessages' };
  if (whole !== undefined && lines.length > 1) return { kind: 'messages', messages: [toFileMessage(whole)] };
  const messages = lines.map(({ line, number }): FileMessage => {
    const value = parse(line);
    return value === undefined
      ? { kind: 'invalid', line: number, reason: 'notJson' }
      : toFileMessage(value, line);
  });
  return messages.every(({ kind }) => kind === 'invalid')
    ? { kind: 'notMessages' }
    : { kind: 'messages', messages };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const BODY_KEYS = ['body', 'Body', 'MessageBody'] as const;
/** What a message may have beside its body; some of it says where it was and is not sent. */
const MESSAGE_KEYS: ReadonlySet<string> = new Set([
  ...BODY_KEYS,
  'Id',
  'attributes',
  'messageAttributes',
  'MessageAttributes',
  'systemAttributes',
  'Attributes',
  'delaySeconds',
  'DelaySeconds',
  'messageGroupId',
  'MessageGroupId',
  'messageDeduplicationId',
  'MessageDeduplicationId',
  'MessageSystemAttributes',
  'traceHeader',
  'messageId',
  'MessageId',
  'md5OfBody',
  'MD5OfBody',
  'MD5OfMessageAttributes',
  'receiptHandle',
  'ReceiptHandle',
  'queue',
  'queueUrl',
]);

type Fields = Readonly<Record<string, unknown>>;

/** @param written the element as it stands in the file, where that is known: big numbers stay what they are */
function toFileMessage(value: unknown, written?: unknown): FileMessage {
  const fields = isObject(value) ? value : undefined;
  const body = fields && BODY_KEYS.map((key) => fields[key]).find((found) => found !== undefined);
  const isMessage = fields && body !== undefined && Object.keys(fields).every((key) => MESSAGE_KEYS.has(key));
  if (isMessage) return { kind: 'message', draft: toDraft(fields, body) };
  if (typeof value === 'string') return { kind: 'message', draft: { body: value, attributes: [] } };
  const text = typeof written === 'string' ? written.trim() : JSON.stringify(value);
  return { kind: 'message', draft: { body: text, attributes: [] } };
}

function toDraft(fields: Fields, body: unknown): MessageDraft {
  const system = firstObject(fields['systemAttributes'], fields['Attributes']);
  const delay = fields['delaySeconds'] ?? fields['DelaySeconds'];
  return {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: readAttributes(
      fields['messageAttributes'] ?? fields['MessageAttributes'] ?? fields['attributes'],
    ),
    delaySeconds: typeof delay === 'number' ? delay : undefined,
    messageGroupId: firstText(fields['messageGroupId'], fields['MessageGroupId'], system['MessageGroupId']),
    messageDeduplicationId: firstText(fields['messageDeduplicationId'], fields['MessageDeduplicationId']),
    traceHeader: firstText(fields['traceHeader'], system['AWSTraceHeader']),
  };
}

/** Attributes as a list of name, type and value, or by name as the CLI and the SDKs write them. */
function readAttributes(value: unknown): readonly MessageAttribute[] {
  if (Array.isArray(value))
    return value.flatMap((item) => (isObject(item) ? readAttribute(String(item['name']), item) : []));
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, item]) => readAttribute(name, item));
}

function readAttribute(name: string, value: unknown): MessageAttribute[] {
  if (typeof value === 'string') return [{ name, dataType: 'String', value }];
  if (typeof value === 'number') return [{ name, dataType: 'Number', value: String(value) }];
  if (!isObject(value)) return [];
  const dataType = firstText(value['dataType'], value['DataType']) ?? 'String';
  const text = firstText(
    value['value'],
    value['stringValue'],
    value['StringValue'],
    value['binaryValue'],
    value['BinaryValue'],
  );
  return text === undefined ? [] : [{ name, dataType, value: text }];
}

function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}

function firstObject(...values: readonly unknown[]): Fields {
  return values.find(isObject) ?? {};
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
