import { isBinaryType } from '../shared/messageChecks';
import { awsAttributes, type WritableMessage } from './savedMessages';

/** Where a copied command or program sends to. */
export interface SendTarget {
  readonly queueUrl: string;
  readonly region: string;
  readonly isFifo: boolean;
  /** Undefined for AWS itself. */
  readonly endpoint?: string | undefined;
  /** The AWS profile; undefined where there is none. */
  readonly profile?: string | undefined;
}

/** Commands of the AWS CLI, for a POSIX shell, that send these messages. */
export function awsCliCommands(messages: readonly WritableMessage[], target: SendTarget): string {
  return messages.map((message) => awsCliCommand(message, target)).join('\n');
}

function awsCliCommand(message: WritableMessage, target: SendTarget): string {
  const { queueUrl, region, endpoint, profile } = target;
  const { body, attributes } = message;
  const ids = groupOf(message, target);
  const options: readonly (readonly [string, string | undefined])[] = [
    ['endpoint-url', endpoint],
    ['profile', profile],
    ['region', region],
    ['queue-url', queueUrl],
    ['message-body', body],
    ['message-attributes', attributes.length > 0 ? JSON.stringify(awsAttributes(attributes)) : undefined],
    ['message-group-id', ids.groupId],
    ['message-deduplication-id', ids.deduplicationId],
  ];
  const written = options.flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  );
  return ['aws sqs send-message', ...written].join(' \\\n  ');
}

/** A program for the AWS SDK for JavaScript v3 that sends these messages. */
export function sdkProgram(messages: readonly WritableMessage[], target: SendTarget): string {
  const { region, endpoint } = target;
  const options = endpoint === undefined ? { region } : { region, endpoint };
  return [
    "import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';",
    '',
    `const client = new SQSClient(${literal(options)});`,
    ...messages.map(
      (message) => `await client.send(\n  new SendMessageCommand(${sdkInput(message, target)}),\n);`,
    ),
    '',
  ].join('\n');
}

function sdkInput(message: WritableMessage, target: SendTarget): string {
  const { groupId, deduplicationId } = groupOf(message, target);
  const lines = [
    `QueueUrl: ${literal(target.queueUrl)},`,
    `MessageBody: ${literal(message.body)},`,
    ...(message.attributes.length > 0 ? [`MessageAttributes: {\n${sdkAttributes(message)}\n    },`] : []),
    ...(groupId === undefined ? [] : [`MessageGroupId: ${literal(groupId)},`]),
    ...(deduplicationId === undefined ? [] : [`MessageDeduplicationId: ${literal(deduplicationId)},`]),
  ];
  return `{\n${lines.map((line) => `    ${line}`).join('\n')}\n  }`;
}

function sdkAttributes({ attributes }: WritableMessage): string {
  return attributes
    .map(({ name, dataType, value }) => {
      const written = isBinaryType(dataType)
        ? `BinaryValue: Buffer.from(${literal(value)}, 'base64')`
        : `StringValue: ${literal(value)}`;
      return `      ${literal(name)}: { DataType: ${literal(dataType)}, ${written} },`;
    })
    .join('\n');
}

/** A FIFO queue would take the same deduplication ID for the same message within five minutes. */
function groupOf(
  { systemAttributes, messageId }: WritableMessage,
  { isFifo }: SendTarget,
): { readonly groupId: string | undefined; readonly deduplicationId: string | undefined } {
  const groupId = systemAttributes['MessageGroupId'];
  if (!isFifo) return { groupId, deduplicationId: undefined };
  return { groupId, deduplicationId: `copy-of-${messageId}` };
}

function literal(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

/** One word of a POSIX shell, whatever is in it; a leading `file://` would make the CLI read a file. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
