import type { ListQueuesRequest, ListQueuesResult } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { listPage } from './paging';
import { toQueueUrl } from './queueLookup';

export function listQueues(input: ListQueuesRequest, call: ActionCall): ListQueuesResult {
  const region = call.account.getRegion(call.region);
  const prefix = input.QueueNamePrefix ?? '';
  const page = listPage(input, (after, limit) => region.listQueueNames(prefix, after, limit));
  const result: ListQueuesResult = {};
  if (page.names.length > 0) result.QueueUrls = page.names.map((name) => toQueueUrl(name, call));
  if (page.nextToken !== undefined) result.NextToken = page.nextToken;
  return result;
}
