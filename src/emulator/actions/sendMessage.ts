import type { SendMessageRequest, SendMessageResult } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { missingParameter } from './failures';
import { getMessageSize, sendMessageTo } from './newMessage';
import { getQueue } from './queueLookup';

export function sendMessage(input: SendMessageRequest, call: ActionCall): SendMessageResult {
  const queue = getQueue(input.QueueUrl, call);
  if (!input.MessageBody) throw missingParameter('MessageBody');
  return sendMessageTo(queue, input, call, getMessageSize(input), 'One or more parameters are invalid.');
}
