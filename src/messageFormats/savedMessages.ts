import type { MessageAttribute } from '../shared/message';
import { isBinaryType } from '../shared/messageChecks';

/** What there is to write down of a message, wherever it came from. */
export interface WritableMessage {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: readonly MessageAttribute[];
  readonly systemAttributes: Readonly<Record<string, string>>;
}

/** The types of files that messages are saved as. */
export type SaveFormat = 'json' | 'ndjson';

/**
 * Messages as a file, as `aws sqs receive-message` names and writes their parts; receipt handles are left out.
 *
 * Nothing is lost: binary values are base64, custom types and attributes of SQS are kept. `json` is an array, `ndjson`
 * has one message to a line.
 */
export function savedMessages(messages: readonly WritableMessage[], format: SaveFormat): string {
  const saved = messages.map(savedMessage);
  if (format === 'json') return `${JSON.stringify(saved, undefined, 2)}\n`;
  return saved.map((message) => `${JSON.stringify(message)}\n`).join('');
}

function savedMessage({ messageId, body, md5OfBody, attributes, systemAttributes }: WritableMessage): object {
  return {
    MessageId: messageId,
    Body: body,
    MD5OfBody: md5OfBody,
    Attributes: systemAttributes,
    ...(attributes.length > 0 && { MessageAttributes: awsAttributes(attributes) }),
  };
}

/** Message attributes as the AWS CLI takes and prints them. */
export function awsAttributes(attributes: readonly MessageAttribute[]): Readonly<Record<string, object>> {
  return Object.fromEntries(
    attributes.map(({ name, dataType, value }) => [
      name,
      { DataType: dataType, [isBinaryType(dataType) ? 'BinaryValue' : 'StringValue']: value },
    ]),
  );
}
