import { isOpenToEverybody } from './policyCheck';

/** What a check looks at; nothing of it is asked for by the check itself. */
export interface CheckedQueue {
  readonly name: string;
  /** As GetQueueAttributes gives them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The attributes of its dead-letter queue; undefined when there is none, or it could not be read. */
  readonly deadLetterQueue?: Readonly<Record<string, string>> | undefined;
  /** Its RedrivePolicy names a queue that does not exist. */
  readonly isDeadLetterQueueMissing?: boolean | undefined;
  /** Other queues name it in their RedrivePolicy. */
  readonly isDeadLetterQueue: boolean;
  /** Highest receive count of messages that were looked at in this window, where some were. */
  readonly highestReceiveCount?: number | undefined;
}

/** How much a finding matters: messages can be lost or read by others; work is wasted; worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** What can be done about a finding. */
export type Fix =
  /** Set these attributes of the queue that was checked. */
  | { readonly kind: 'set'; readonly attributes: Readonly<Record<string, string>> }
  /** Set these attributes of its dead-letter queue. */
  | { readonly kind: 'setOnDeadLetterQueue'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'chooseDeadLetterQueue' }
  | { readonly kind: 'editPolicy' };

export type FindingCode =
  | 'noDeadLetterQueue'
  | 'deadLetterQueueMissing'
  | 'deadLetterRetention'
  | 'lowReceiveCount'
  | 'shortPolling'
  | 'shortVisibility'
  | 'openPolicy'
  | 'smallMessages'
  | 'bigMessagesOfSource'
  | 'shortRetention'
  | 'longDelay'
  | 'notEncrypted';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Values for the sentence: what is, and what is better. */
  readonly is: string;
  readonly better: string;
  readonly fix: Fix;
}

const LONGEST_RETENTION = 1_209_600;
const DAY_SECONDS = 86_400;
const LONG_POLL_SECONDS = 20;
const GOOD_RECEIVE_COUNT = 3;
const LARGEST_MESSAGE = 1_048_576;
const OLD_LARGEST_MESSAGE = 262_144;
const GOOD_VISIBILITY_SECONDS = 30;
const REPEATED_RECEIVES = 3;

type Rule = (queue: CheckedQueue) => Finding | undefined;

/** All rules, the gravest first. */
const rules: readonly Rule[] = [
  missingTarget,
  openPolicy,
  deadLetterRetention,
  biggerMessagesThanTarget,
  noDeadLetterQueue,
  shortVisibility,
  lowReceiveCount,
  shortRetention,
  shortPolling,
  smallMessages,
  delay,
  encryption,
];

/** What could be better about a queue, the gravest first; empty when nothing could. */
export function checkQueue(queue: CheckedQueue): readonly Finding[] {
  return rules.flatMap((rule) => rule(queue) ?? []);
}

function noDeadLetterQueue({ attributes, isDeadLetterQueue }: CheckedQueue): Finding | undefined {
  if (attributes['RedrivePolicy'] || isDeadLetterQueue) return undefined;
  return finding('noDeadLetterQueue', 'warning', '', '', { kind: 'chooseDeadLetterQueue' });
}

function missingTarget({ isDeadLetterQueueMissing, attributes }: CheckedQueue): Finding | undefined {
  if (!isDeadLetterQueueMissing) return undefined;
  const { deadLetterTargetArn = '' } = redrivePolicy(attributes);
  return finding('deadLetterQueueMissing', 'error', String(deadLetterTargetArn), '', {
    kind: 'chooseDeadLetterQueue',
  });
}

/** On a standard queue a message keeps its age when it goes to the dead-letter queue, so it may expire there at once. */
function deadLetterRetention({ attributes, deadLetterQueue }: CheckedQueue): Finding | undefined {
  if (!deadLetterQueue) return undefined;
  const own = numberOf(attributes, 'MessageRetentionPeriod');
  const target = numberOf(deadLetterQueue, 'MessageRetentionPeriod');
  if (target > own || target === LONGEST_RETENTION) return undefined;
  const better = String(LONGEST_RETENTION);
  return finding('deadLetterRetention', 'error', String(target), better, {
    kind: 'setOnDeadLetterQueue',
    attributes: { MessageRetentionPeriod: better },
  });
}

function lowReceiveCount({ attributes }: CheckedQueue): Finding | undefined {
  const policy = redrivePolicy(attributes);
  const count = Number(policy.maxReceiveCount);
  if (!policy.deadLetterTargetArn || !(count < GOOD_RECEIVE_COUNT)) return undefined;
  const RedrivePolicy = JSON.stringify({ ...policy, maxReceiveCount: GOOD_RECEIVE_COUNT });
  return finding('lowReceiveCount', 'warning', String(count), String(GOOD_RECEIVE_COUNT), {
    kind: 'set',
    attributes: { RedrivePolicy },
  });
}

function shortPolling({ attributes }: CheckedQueue): Finding | undefined {
  const wait = numberOf(attributes, 'ReceiveMessageWaitTimeSeconds');
  if (wait > 0) return undefined;
  const better = String(LONG_POLL_SECONDS);
  return finding('shortPolling', 'info', String(wait), better, {
    kind: 'set',
    attributes: { ReceiveMessageWaitTimeSeconds: better },
  });
}

/** Messages that come again and again show that consumers do not finish in time; a few seconds never suffice. */
function shortVisibility({ attributes, highestReceiveCount = 0 }: CheckedQueue): Finding | undefined {
  const seconds = numberOf(attributes, 'VisibilityTimeout');
  const isRepeated = highestReceiveCount >= REPEATED_RECEIVES;
  if (seconds >= GOOD_VISIBILITY_SECONDS && !isRepeated) return undefined;
  const better = String(Math.min(Math.max(GOOD_VISIBILITY_SECONDS, isRepeated ? seconds * 2 : 0), 43_200));
  if (Number(better) <= seconds) return undefined;
  return finding('shortVisibility', 'warning', String(seconds), better, {
    kind: 'set',
    attributes: { VisibilityTimeout: better },
  });
}

function openPolicy({ attributes }: CheckedQueue): Finding | undefined {
  if (!isOpenToEverybody(attributes['Policy'])) return undefined;
  return finding('openPolicy', 'error', '*', '', { kind: 'editPolicy' });
}

/** Queues from before August 2025 keep the limit of their time. */
function smallMessages({ attributes }: CheckedQueue): Finding | undefined {
  const size = numberOf(attributes, 'MaximumMessageSize');
  if (size === 0 || size > OLD_LARGEST_MESSAGE) return undefined;
  const better = String(LARGEST_MESSAGE);
  return finding('smallMessages', 'info', String(size), better, {
    kind: 'set',
    attributes: { MaximumMessageSize: better },
  });
}

/** A redrive to a queue that takes only smaller messages than its source fails for the bigger ones. */
function biggerMessagesThanTarget({ attributes, deadLetterQueue }: CheckedQueue): Finding | undefined {
  if (!deadLetterQueue) return undefined;
  const own = numberOf(attributes, 'MaximumMessageSize');
  const target = numberOf(deadLetterQueue, 'MaximumMessageSize');
  if (target === 0 || target >= own) return undefined;
  return finding('bigMessagesOfSource', 'warning', String(target), String(own), {
    kind: 'setOnDeadLetterQueue',
    attributes: { MaximumMessageSize: String(own) },
  });
}

/** Less than a day: a weekend with a broken consumer loses everything. */
function shortRetention({ attributes }: CheckedQueue): Finding | undefined {
  const seconds = numberOf(attributes, 'MessageRetentionPeriod');
  if (seconds === 0 || seconds >= DAY_SECONDS) return undefined;
  const better = String(4 * DAY_SECONDS);
  return finding('shortRetention', 'warning', String(seconds), better, {
    kind: 'set',
    attributes: { MessageRetentionPeriod: better },
  });
}

/** A delay that uses up most of the retention leaves consumers little time. */
function delay({ attributes }: CheckedQueue): Finding | undefined {
  const seconds = numberOf(attributes, 'DelaySeconds');
  const retention = numberOf(attributes, 'MessageRetentionPeriod');
  if (retention === 0 || seconds * 2 <= retention) return undefined;
  return finding('longDelay', 'warning', String(seconds), '0', {
    kind: 'set',
    attributes: { DelaySeconds: '0' },
  });
}

function encryption({ attributes }: CheckedQueue): Finding | undefined {
  if (attributes['KmsMasterKeyId'] || attributes['SqsManagedSseEnabled'] !== 'false') return undefined;
  return finding('notEncrypted', 'warning', '', '', {
    kind: 'set',
    attributes: { SqsManagedSseEnabled: 'true' },
  });
}

function finding(code: FindingCode, severity: Severity, is: string, better: string, fix: Fix): Finding {
  return { code, severity, is, better, fix };
}

function numberOf(attributes: Readonly<Record<string, string>>, name: string): number {
  return Number(attributes[name] ?? 0);
}

interface RedrivePolicy {
  readonly deadLetterTargetArn?: unknown;
  readonly maxReceiveCount?: unknown;
}

function redrivePolicy(attributes: Readonly<Record<string, string>>): RedrivePolicy {
  try {
    const policy: unknown = JSON.parse(attributes['RedrivePolicy'] ?? '{}');
    return typeof policy === 'object' && policy !== null ? policy : {};
  } catch {
    return {};
  }
}
