import type { SendPolicy } from '../shared/composerMessages';
import { MAX_MESSAGE_SIZE } from '../shared/messageChecks';
import type { ReceivePolicy } from '../shared/messagesPanelMessages';
import type { QueueRef } from '../shared/queue';

type Attributes = Readonly<Record<string, string>>;

/** What GetQueueAttributes says about sending; AWS's defaults stand in for what is missing. */
export function sendPolicy(attributes: Attributes): SendPolicy {
  const deduplication = attributes['ContentBasedDeduplication'];
  return {
    maximumMessageSize: readInteger(attributes['MaximumMessageSize']) ?? MAX_MESSAGE_SIZE,
    contentBasedDeduplication: deduplication === undefined ? undefined : deduplication === 'true',
    delaySeconds: readInteger(attributes['DelaySeconds']) ?? 0,
  };
}

/** What GetQueueAttributes says about receiving. */
export function receivePolicy(attributes: Attributes): ReceivePolicy {
  const redrive = readRedrivePolicy(attributes);
  return {
    visibilityTimeout: readInteger(attributes['VisibilityTimeout']),
    maxReceiveCount: redrive?.maxReceiveCount,
    deadLetterQueueName: redrive?.targetArn.split(':').at(-1),
    messageRetentionPeriod: readInteger(attributes['MessageRetentionPeriod']),
  };
}

/**
 * The dead-letter queue that a queue's RedrivePolicy names.
 *
 * SQS wants it in the same account and region, so its URL differs from the queue's in the name only.
 */
export function deadLetterQueue(queue: QueueRef, attributes: Attributes): QueueRef | undefined {
  const queueName = readRedrivePolicy(attributes)?.targetArn.split(':').at(-1);
  if (!queueName) return undefined;
  return { ...queue, queueName, queueUrl: queue.queueUrl.replace(/[^/]*$/, queueName) };
}

interface RedrivePolicy {
  readonly targetArn: string;
  readonly maxReceiveCount: number | undefined;
}

function readRedrivePolicy(attributes: Attributes): RedrivePolicy | undefined {
  const text = attributes['RedrivePolicy'];
  if (!text) return undefined;
  try {
    const policy = JSON.parse(text) as { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown };
    if (typeof policy.deadLetterTargetArn !== 'string') return undefined;
    return {
      targetArn: policy.deadLetterTargetArn,
      // SQS gives back a number or a text, as it was set.
      maxReceiveCount: readInteger(String(policy.maxReceiveCount)),
    };
  } catch {
    return undefined;
  }
}

function readInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
