import { findRegionInUrl, readQueueName } from '../actions/queueLookup';
import type { Account } from '../core/account';
import { parseQueueArn } from '../core/arn';
import type { Queue } from '../core/queue';

interface Targeted {
  readonly QueueUrl?: unknown;
  readonly QueueName?: unknown;
  readonly SourceArn?: unknown;
}

/** URL (without a slash at the end), name or ARN of the queue that a request names, whether there is one or not. */
export function findTargetText(input: object): string | undefined {
  const { QueueUrl, QueueName, SourceArn } = input as Targeted;
  const text = QueueUrl ?? QueueName ?? SourceArn;
  if (typeof text !== 'string') return undefined;
  return text.endsWith('/') ? text.slice(0, -1) : text;
}

/** The queue that a request is about, found as the actions find it; undefined where there is none. */
export function findTargetQueue(account: Account, input: object, region: string): Queue | undefined {
  const text = findTargetText(input);
  if (text === undefined) return undefined;
  if (parseQueueArn(text)) return account.findQueueByArn(text);
  const name = readQueueName(text);
  const named = findRegionInUrl(text);
  return (
    account.findRegion(region)?.findQueue(name) ??
    (named === undefined ? undefined : account.findRegion(named)?.findQueue(name))
  );
}
