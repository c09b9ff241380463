import type {
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult,
} from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { listPage } from './paging';
import { getQueue, toQueueUrl } from './queueLookup';

/** `queueUrls` begins with a small letter in the service model; without any it is left out (recorded from AWS). */
export function listDeadLetterSourceQueues(
  input: ListDeadLetterSourceQueuesRequest,
  call: ActionCall,
): Partial<ListDeadLetterSourceQueuesResult> {
  const queue = getQueue(input.QueueUrl, call);
  const region = call.account.getRegion(queue.region);
  const page = listPage(input, (after, limit) => region.listSourceNames(queue.arn, after, limit));
  const result: Partial<ListDeadLetterSourceQueuesResult> = {};
  if (page.names.length > 0) result.queueUrls = page.names.map((name) => toQueueUrl(name, call));
  if (page.nextToken !== undefined) result.NextToken = page.nextToken;
  return result;
}
