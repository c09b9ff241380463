import { isBinaryType } from '../shared/messageChecks';
import type { WritableMessage } from './savedMessages';

/** Where the messages come from. */
export interface EventSource {
  /** ARN of the queue. */
  readonly arn: string;
  readonly region: string;
}

/** The event that a Lambda function gets for these messages (Lambda: "Using Lambda with Amazon SQS"). */
export function lambdaEvent(messages: readonly WritableMessage[], { arn, region }: EventSource): string {
  const Records = messages.map(({ messageId, body, md5OfBody, attributes, systemAttributes }) => ({
    messageId,
    receiptHandle: '',
    body,
    attributes: systemAttributes,
    messageAttributes: Object.fromEntries(
      attributes.map(({ name, dataType, value }) => [
        name,
        {
          [isBinaryType(dataType) ? 'binaryValue' : 'stringValue']: value,
          stringListValues: [],
          binaryListValues: [],
          dataType,
        },
      ]),
    ),
    md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  }));
  return JSON.stringify({ Records }, undefined, 2);
}
