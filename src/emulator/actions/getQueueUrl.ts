import type { GetQueueUrlRequest, GetQueueUrlResult } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { invalidParameter, queueDoesNotExist } from './failures';
import { toQueueUrl } from './queueLookup';

/** QueueOwnerAWSAccountId is not looked at: there is one account, and every account id leads to it. */
export function getQueueUrl(input: GetQueueUrlRequest, call: ActionCall): GetQueueUrlResult {
  if (!input.QueueName) {
    throw invalidParameter('Value for parameter QueueName is invalid. Reason: Must specify a queue name.');
  }
  if (!call.account.getRegion(call.region).findQueue(input.QueueName)) throw queueDoesNotExist();
  return { QueueUrl: toQueueUrl(input.QueueName, call) };
}
