import type { MessageSystemAttributeName, ReceiveMessageRequest } from '@aws-sdk/client-sqs';
import { systemAttributeNames } from '../../shared/message';
import { FifoMessage } from '../core/message';
import type { Queue } from '../core/queue';
import type { ReceivedMessage } from '../core/receive';

type SystemAttributes = Partial<Record<MessageSystemAttributeName, string>>;

/**
 * The system attributes a receive asked for, by the old or by the new parameter; unknown names are ignored.
 * @returns undefined when there are none to show
 */
export function readSystemAttributes(
  received: ReceivedMessage,
  { AttributeNames, MessageSystemAttributeNames }: ReceiveMessageRequest,
  queue: Queue,
): SystemAttributes | undefined {
  if (!AttributeNames?.length && !MessageSystemAttributeNames?.length) return undefined;
  const attributes: SystemAttributes = {};
  addAttributes(attributes, AttributeNames, received, queue);
  addAttributes(attributes, MessageSystemAttributeNames, received, queue);
  for (const _ in attributes) return attributes;
  return undefined;
}

function addAttributes(
  attributes: SystemAttributes,
  names: readonly string[] | undefined,
  received: ReceivedMessage,
  queue: Queue,
): void {
  if (!names) return;
  for (const name of names.includes('All') ? systemAttributeNames : names) {
    const value = getAttribute(name, received, queue);
    if (value !== undefined) attributes[name as MessageSystemAttributeName] = value;
  }
}

function getAttribute(
  name: string,
  { message, receiveCount, deadLetterSourceArn }: ReceivedMessage,
  queue: Queue,
): string | undefined {
  switch (name) {
    case 'SenderId':
      return message.senderId;
    case 'SentTimestamp':
      return String(message.sentAt);
    case 'ApproximateReceiveCount':
      return String(receiveCount);
    case 'ApproximateFirstReceiveTimestamp':
      return String(message.delivery?.firstReceivedAt ?? 0);
    case 'MessageGroupId':
      return message.groupId;
    case 'MessageDeduplicationId':
      return queue.getDeduplicationId(message);
    case 'SequenceNumber':
      return message instanceof FifoMessage ? message.sequenceNumber : undefined;
    case 'AWSTraceHeader':
      return message.details?.traceHeader;
    case 'DeadLetterQueueSourceArn':
      return deadLetterSourceArn;
    default:
      return undefined;
  }
}
