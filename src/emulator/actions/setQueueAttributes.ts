import type { SetQueueAttributesRequest } from '@aws-sdk/client-sqs';
import type { Queue } from '../core/queue';
import type { ActionCall } from './actionCall';
import { invalidAttributeValue, missingParameter, unknownAttribute } from './failures';
import { type AttributeInput, applyAttributes } from './queueAttributes';
import { getQueue } from './queueLookup';

export function setQueueAttributes(input: SetQueueAttributesRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  const attributes: AttributeInput | undefined = input.Attributes;
  if (!attributes) throw missingParameter('Attributes');
  checkType(queue, attributes);
  const { account } = call;
  const context = { account, arn: queue.arn, region: queue.region, isFifo: queue.isFifo };
  const settings = applyAttributes(queue.settings, attributes, context);
  account.getRegion(queue.region).changeSettings(queue, settings);
}

/** A queue never changes its type (texts recorded from AWS). */
function checkType(queue: Queue, { FifoQueue }: AttributeInput): void {
  if (FifoQueue === undefined) return;
  if (!queue.isFifo) throw unknownAttribute('FifoQueue');
  if (FifoQueue.toLowerCase() === 'true') return;
  throw invalidAttributeValue('FifoQueue', 'Modifying queue type is not supported.');
}
