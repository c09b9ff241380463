import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { MessageAttribute, MessageDetails } from '../core/message';
import type { Queue } from '../core/queue';
import type { SendReceipt } from '../core/queueHost';
import type { ActionCall } from './actionCall';
import { keptMd5, md5, md5OfAttributes, sha256 } from './digest';
import { invalidParameter, invalidValue, missingParameter } from './failures';
import { getAttributesSize, readAttributes } from './messageAttributes';
import { checkBodyCharacters } from './messageBody';

/** What SendMessage and an entry of SendMessageBatch have in common. */
export type MessageInput = Omit<SendMessageBatchRequestEntry, 'Id'>;

/** The part of the answer that both have in common. */
export interface SendResult {
  MessageId: string;
  MD5OfMessageBody: string;
  MD5OfMessageAttributes?: string;
  MD5OfMessageSystemAttributes?: string;
  SequenceNumber?: string;
}

const maxDelaySeconds = 900;

/**
 * Checks one message and puts it into the queue.
 * @param size what {@link getMessageSize} says
 * @param tooLong begins the sentence about a message that is longer than the queue allows
 * @throws SqsError
 */
export function sendMessageTo(
  queue: Queue,
  input: MessageInput,
  call: ActionCall,
  size: number,
  tooLong: string,
): SendResult {
  const body = input.MessageBody as string;
  checkBodyCharacters(body);
  const { maximumMessageSize } = queue.settings;
  if (size > maximumMessageSize) {
    throw invalidParameter(`${tooLong} Reason: Message must be shorter than ${maximumMessageSize} bytes.`);
  }
  const attributes = readAttributes(input.MessageAttributes);
  const system = readSystemAttributes(input.MessageSystemAttributes);
  const bodyMd5 = md5(body);
  const receipt = queue.send({
    body,
    bodyMd5: keptMd5(body, bodyMd5),
    details: toDetails(attributes, (system?.value as string | undefined) ?? call.traceId),
    senderId: call.account.intern(call.accessKeyId ?? call.account.accountId),
    groupId: readGroupId(queue, input.MessageGroupId),
    deduplicationId: readDeduplicationId(queue, input),
    delayMs: readDelay(queue, input.DelaySeconds),
  });
  return toResult(receipt, bodyMd5, attributes, system);
}

/** Body and attributes in UTF-8 bytes; system attributes do not count. */
export function getMessageSize(input: MessageInput): number {
  return Buffer.byteLength(input.MessageBody ?? '') + getAttributesSize(input.MessageAttributes);
}

/** The sentence about a parameter that a FIFO queue needs and the message lacks. */
export function findMissingFifoParameter(queue: Queue, input: MessageInput): Error | undefined {
  if (!queue.isFifo) return undefined;
  if (input.MessageGroupId === undefined) return missingParameter('MessageGroupId');
  if (input.MessageDeduplicationId !== undefined || queue.settings.isContentBasedDeduplication)
    return undefined;
  return invalidParameter(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function toDetails(
  attributes: readonly MessageAttribute[] | undefined,
  traceHeader: string | undefined,
): MessageDetails | undefined {
  return attributes || traceHeader !== undefined ? { attributes, traceHeader } : undefined;
}

function toResult(
  receipt: SendReceipt,
  bodyMd5: string,
  attributes: readonly MessageAttribute[] | undefined,
  system: MessageAttribute | undefined,
): SendResult {
  const result: SendResult = { MessageId: receipt.messageId, MD5OfMessageBody: bodyMd5 };
  if (attributes) result.MD5OfMessageAttributes = md5OfAttributes(attributes);
  if (system) result.MD5OfMessageSystemAttributes = md5OfAttributes([system]);
  if (receipt.sequenceNumber !== undefined) result.SequenceNumber = receipt.sequenceNumber;
  return result;
}

function readSystemAttributes(input: MessageInput['MessageSystemAttributes']): MessageAttribute | undefined {
  if (!input) return undefined;
  for (const name of Object.keys(input)) {
    if (name !== 'AWSTraceHeader')
      throw invalidParameter(`Message system attribute name '${name}' is invalid.`);
  }
  const header = input.AWSTraceHeader;
  if (!header) return undefined;
  if (header.DataType !== 'String') {
    throw invalidParameter(
      "The type of message (system) attribute 'AWSTraceHeader' is invalid. You must use only the following supported type prefixes: String.",
    );
  }
  if (!header.StringValue) {
    throw invalidParameter(
      "Message (system) attribute 'AWSTraceHeader' must contain a non-empty value of type 'String'.",
    );
  }
  return { name: 'AWSTraceHeader', dataType: 'String', value: header.StringValue };
}

function readGroupId(queue: Queue, groupId: string | undefined): string | undefined {
  if (groupId === undefined) {
    if (queue.isFifo) throw missingParameter('MessageGroupId');
    return undefined;
  }
  checkId('MessageGroupId', groupId);
  return groupId;
}

function readDeduplicationId(queue: Queue, input: MessageInput): string | undefined {
  const id = input.MessageDeduplicationId;
  if (!queue.isFifo) {
    if (id !== undefined) throw invalidForQueueType('MessageDeduplicationId', id);
    return undefined;
  }
  if (id === undefined) {
    const missing = findMissingFifoParameter(queue, input);
    if (missing) throw missing;
    return sha256(input.MessageBody as string);
  }
  checkId('MessageDeduplicationId', id);
  return id;
}

function readDelay(queue: Queue, seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (seconds < 0 || seconds > maxDelaySeconds) {
    throw invalidValue(seconds, 'DelaySeconds', `DelaySeconds must be >= 0 and <= ${maxDelaySeconds}.`);
  }
  // A FIFO queue takes 0, and its own delay still applies (recorded from AWS).
  if (queue.isFifo && seconds > 0) throw invalidForQueueType('DelaySeconds', seconds);
  return seconds * 1000;
}

/** 1 … 128 characters from `!` to `~`. */
function checkId(name: string, id: string): void {
  if (isId(id)) return;
  throw invalidValue(
    id,
    name,
    `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

export function isId(id: string): boolean {
  if (id.length === 0 || id.length > 128) return false;
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return true;
}

function invalidForQueueType(name: string, value: string | number): Error {
  return invalidValue(value, name, 'The request include parameter that is not valid for this queue type.');
}
