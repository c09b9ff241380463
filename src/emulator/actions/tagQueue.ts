import type { TagQueueRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { missingParameter } from './failures';
import { getQueue } from './queueLookup';
import { checkTags } from './tags';

export function tagQueue(input: TagQueueRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  const tags = Object.entries(input.Tags ?? {});
  if (tags.length === 0) throw missingParameter('Tags');
  const keptCount = [...queue.tags.keys()].filter((key) => !tags.some(([added]) => added === key)).length;
  checkTags(tags, queue.name, keptCount);
  call.account.getRegion(queue.region).changeTags(queue, tags, []);
}
