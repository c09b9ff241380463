import type { ListQueueTagsRequest, ListQueueTagsResult } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { getQueue } from './queueLookup';

export function listQueueTags(input: ListQueueTagsRequest, call: ActionCall): ListQueueTagsResult {
  const { tags } = getQueue(input.QueueUrl, call);
  return tags.size === 0 ? {} : { Tags: Object.fromEntries(tags) };
}
