import type { CreateQueueRequest, CreateQueueResult } from '@aws-sdk/client-sqs';
import { formatQueueArn } from '../core/arn';
import type { Queue } from '../core/queue';
import { defaultSettings } from '../core/queueSettings';
import { SqsError } from '../core/sqsError';
import type { ActionCall } from './actionCall';
import { invalidAttributeValue, invalidParameter, unknownAttribute } from './failures';
import { type AttributeInput, applyAttributes, formatSettings } from './queueAttributes';
import { toQueueUrl } from './queueLookup';
import type { PolicyContext } from './redrivePolicy';
import { checkTags } from './tags';

/** Makes a queue, or answers the URL of one that has the same values for the attributes of the request. */
export function createQueue(input: CreateQueueRequest, call: ActionCall): CreateQueueResult {
  const attributes: AttributeInput = input.Attributes ?? {};
  const name = input.QueueName ?? '';
  const isFifo = readIsFifo(attributes);
  checkName(name, isFifo);
  const { account, region: regionName } = call;
  const region = account.getRegion(regionName);
  const arn = formatQueueArn({ region: regionName, accountId: account.accountId, name });
  const context: PolicyContext = { account, arn, region: regionName, isFifo };
  const existing = region.findQueue(name);
  if (existing) {
    checkSame(existing, attributes, context);
    return { QueueUrl: toQueueUrl(name, call) };
  }
  const settings = applyAttributes(defaultSettings, attributes, context);
  const tags = Object.entries(input.tags ?? {});
  checkTags(tags, name, 0);
  const queue = region.createQueue({ name, isFifo, settings });
  if (tags.length > 0) region.changeTags(queue, tags, []);
  return { QueueUrl: toQueueUrl(name, call) };
}

/** Only `true` is legal: a standard queue has no such attribute (recorded from AWS). */
function readIsFifo({ FifoQueue }: AttributeInput): boolean {
  if (FifoQueue === undefined) return false;
  const value = FifoQueue.toLowerCase();
  if (value === 'true') return true;
  throw value === 'false' ? unknownAttribute('FifoQueue') : invalidAttributeValue('FifoQueue');
}

function checkName(name: string, isFifo: boolean): void {
  if (isFifo) {
    if (name.length <= 80 && /^[\w-]+\.fifo$/.test(name)) return;
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length',
    );
  }
  if (/^[\w-]{1,80}$/.test(name)) return;
  throw invalidParameter(
    'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  );
}

function checkSame(queue: Queue, input: AttributeInput, context: PolicyContext): void {
  const current = formatSettings(queue.settings, queue.isFifo);
  const wanted = formatSettings(applyAttributes(queue.settings, input, context), context.isFifo);
  const different = Object.keys(input).find((name) => wanted[name] !== current[name]);
  if (different === undefined) return;
  throw new SqsError(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${different}`,
  );
}
