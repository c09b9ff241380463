import type {
  Message as MessageOutput,
  ReceiveMessageRequest,
  ReceiveMessageResult,
} from '@aws-sdk/client-sqs';
import type { Queue } from '../core/queue';
import type { ReceivedMessage, ReceiveRequest } from '../core/receive';
import type { ActionCall } from './actionCall';
import { md5OfAttributes, md5OfBody } from './digest';
import { invalidValue } from './failures';
import { selectAttributes, toAttributeMap } from './messageAttributes';
import { isId } from './newMessage';
import { getQueue } from './queueLookup';
import { readSystemAttributes } from './systemAttributes';

/** Answers at once when there is something or nobody wants to wait. */
export function receiveMessage(
  input: ReceiveMessageRequest,
  call: ActionCall,
): ReceiveMessageResult | Promise<ReceiveMessageResult> {
  const queue = getQueue(input.QueueUrl, call);
  const received = queue.receive(readRequest(input, queue, call));
  if (Array.isArray(received)) return toResult(received, input, queue);
  return received.then((messages) => toResult(messages, input, queue));
}

function readRequest(input: ReceiveMessageRequest, queue: Queue, call: ActionCall): ReceiveRequest {
  return {
    maxMessages: readMaxMessages(input.MaxNumberOfMessages),
    visibilityMs: readSeconds('VisibilityTimeout', input.VisibilityTimeout, 43_200),
    waitMs: readSeconds('WaitTimeSeconds', input.WaitTimeSeconds, 20),
    attemptId: readAttemptId(input.ReceiveRequestAttemptId, queue),
    signal: call.signal,
    receivedBy: call.receiver,
    passOver: call.passOver,
  };
}

function readMaxMessages(count = 1): number {
  if (count < 1 || count > 10) {
    throw invalidValue(count, 'MaxNumberOfMessages', 'Must be between 1 and 10, if provided.');
  }
  return count;
}

function readSeconds(name: string, seconds: number | undefined, maximum: number): number | undefined {
  if (seconds === undefined) return undefined;
  if (seconds < 0 || seconds > maximum) {
    throw invalidValue(seconds, name, `Must be >= 0 and <= ${maximum}, if provided.`);
  }
  return seconds * 1000;
}

/** Standard queues take it and ignore it (seen on AWS). */
function readAttemptId(attemptId: string | undefined, queue: Queue): string | undefined {
  if (attemptId === undefined || !queue.isFifo) return undefined;
  if (isId(attemptId)) return attemptId;
  throw invalidValue(
    attemptId,
    'ReceiveRequestAttemptId',
    'ReceiveRequestAttemptId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
  );
}

function toResult(
  received: readonly ReceivedMessage[],
  input: ReceiveMessageRequest,
  queue: Queue,
): ReceiveMessageResult {
  if (received.length === 0) return {};
  return { Messages: received.map((message) => toOutput(message, input, queue)) };
}

function toOutput(received: ReceivedMessage, input: ReceiveMessageRequest, queue: Queue): MessageOutput {
  const { message, receiptHandle } = received;
  const output: MessageOutput = {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5OfBody(message),
    Body: message.body,
  };
  const system = readSystemAttributes(received, input, queue);
  if (system) output.Attributes = system;
  if (input.MessageAttributeNames && message.details?.attributes) {
    const selected = selectAttributes(message.details.attributes, input.MessageAttributeNames);
    if (selected.length > 0) {
      output.MD5OfMessageAttributes = md5OfAttributes(selected);
      output.MessageAttributes = toAttributeMap(selected);
    }
  }
  return output;
}
