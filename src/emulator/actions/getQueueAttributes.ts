import type { GetQueueAttributesRequest, GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { type AttributeInput, checkAttributeNames, formatAttributes } from './queueAttributes';
import { getQueue } from './queueLookup';

export function getQueueAttributes(
  input: GetQueueAttributesRequest,
  call: ActionCall,
): GetQueueAttributesResult {
  const queue = getQueue(input.QueueUrl, call);
  const names: readonly string[] | undefined = input.AttributeNames;
  if (!names?.length) return {};
  checkAttributeNames(names);
  const attributes = formatAttributes(queue);
  if (names.includes('All')) return { Attributes: attributes };
  return pick(attributes, names);
}

/** Without any the member is left out (recorded from AWS). */
function pick(attributes: AttributeInput, names: readonly string[]): GetQueueAttributesResult {
  const picked: Record<string, string> = {};
  let isEmpty = true;
  for (const name of names) {
    const value = attributes[name];
    if (value === undefined) continue;
    picked[name] = value;
    isEmpty = false;
  }
  return isEmpty ? {} : { Attributes: picked };
}
