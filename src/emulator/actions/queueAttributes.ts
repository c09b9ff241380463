import type { Queue } from '../core/queue';
import type { QueueSettings } from '../core/queueSettings';
import { SqsError } from '../core/sqsError';
import { invalidAttributeValue, unknownAttribute } from './failures';
import { checkPolicy } from './policy';
import {
  formatRedrivePolicy,
  type PolicyContext,
  readRedriveAllowPolicy,
  readRedrivePolicy,
} from './redrivePolicy';

/** Attributes of a queue as CreateQueue and SetQueueAttributes take them. */
export type AttributeInput = Partial<Record<string, string>>;

/** Of KmsDataKeyReusePeriodSeconds. */
const defaultReuseSeconds = 300;

type Draft = { -readonly [Key in keyof QueueSettings]: QueueSettings[Key] };
type Reader = (draft: Draft, value: string, name: string, context: PolicyContext) => void;

/** What is settable on every queue. Ranges: SetQueueAttributes, API reference. */
const readers: Readonly<Record<string, Reader>> = {
  DelaySeconds: (draft, value, name) => {
    draft.delayMs = readInteger(name, value, 0, 900) * 1000;
  },
  MaximumMessageSize: (draft, value, name) => {
    draft.maximumMessageSize = readInteger(name, value, 1024, 1_048_576);
  },
  MessageRetentionPeriod: (draft, value, name) => {
    draft.retentionMs = readInteger(name, value, 60, 1_209_600) * 1000;
  },
  ReceiveMessageWaitTimeSeconds: (draft, value, name) => {
    draft.receiveWaitMs = readInteger(name, value, 0, 20) * 1000;
  },
  VisibilityTimeout: (draft, value, name) => {
    draft.visibilityMs = readInteger(name, value, 0, 43_200) * 1000;
  },
  KmsDataKeyReusePeriodSeconds: (draft, value, name) => {
    draft.kmsDataKeyReusePeriodSeconds = readInteger(name, value, 60, 86_400);
  },
  KmsMasterKeyId: (draft, value) => {
    draft.kmsMasterKeyId = value === '' ? undefined : value;
    if (value !== '') draft.isSqsManagedSseEnabled = false;
  },
  SqsManagedSseEnabled: (draft, value, name) => {
    draft.isSqsManagedSseEnabled = readBoolean(name, value);
    if (draft.isSqsManagedSseEnabled) draft.kmsMasterKeyId = undefined;
  },
  Policy: (draft, value) => {
    draft.policy = value === '' ? undefined : checkPolicy(value);
  },
  RedrivePolicy: (draft, value, _name, context) => {
    draft.redrivePolicy = value === '' ? undefined : readRedrivePolicy(value, context);
  },
  RedriveAllowPolicy: (draft, value) => {
    draft.redriveAllowPolicy = value === '' ? undefined : readRedriveAllowPolicy(value);
  },
};

const fifoReaders: Readonly<Record<string, Reader>> = {
  ContentBasedDeduplication: (draft, value, name) => {
    draft.isContentBasedDeduplication = readBoolean(name, value);
  },
  DeduplicationScope: (draft, value, name) => {
    if (value !== 'queue' && value !== 'messageGroup') throw invalidAttributeValue(name);
    draft.deduplicationScope = value;
  },
  FifoThroughputLimit: (draft, value, name) => {
    if (value !== 'perQueue' && value !== 'perMessageGroupId') throw invalidAttributeValue(name);
    draft.fifoThroughputLimit = value;
  },
};

/**
 * The settings of a queue after `input` has been applied to `settings`; FifoQueue is the caller's.
 * @throws SqsError InvalidAttributeName, InvalidAttributeValue, InvalidParameterValueException for redrive policies
 */
export function applyAttributes(
  settings: QueueSettings,
  input: AttributeInput,
  context: PolicyContext,
): QueueSettings {
  checkEncryption(input);
  const draft: Draft = { ...settings };
  if (removesKey(input)) draft.kmsDataKeyReusePeriodSeconds = undefined;
  for (const [name, value] of Object.entries(input)) {
    if (name === 'FifoQueue' || value === undefined) continue;
    getReader(name, context.isFifo)(draft, value, name, context);
  }
  if (draft.fifoThroughputLimit === 'perMessageGroupId' && draft.deduplicationScope !== 'messageGroup') {
    throw new SqsError(
      'InvalidAttributeValue',
      'The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup',
    );
  }
  return draft;
}

/** The settable attributes as GetQueueAttributes shows them; what is unset is left out. */
export function formatSettings(settings: QueueSettings, isFifo: boolean): AttributeInput {
  const attributes: AttributeInput = {
    DelaySeconds: String(settings.delayMs / 1000),
    MaximumMessageSize: String(settings.maximumMessageSize),
    MessageRetentionPeriod: String(settings.retentionMs / 1000),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitMs / 1000),
    SqsManagedSseEnabled: String(settings.isSqsManagedSseEnabled),
    VisibilityTimeout: String(settings.visibilityMs / 1000),
  };
  if (settings.policy !== undefined) attributes.Policy = settings.policy;
  if (settings.redrivePolicy) attributes.RedrivePolicy = formatRedrivePolicy(settings.redrivePolicy);
  if (settings.redriveAllowPolicy) attributes.RedriveAllowPolicy = settings.redriveAllowPolicy.text;
  if (settings.kmsMasterKeyId !== undefined) {
    attributes.KmsMasterKeyId = settings.kmsMasterKeyId;
    attributes.KmsDataKeyReusePeriodSeconds = String(
      settings.kmsDataKeyReusePeriodSeconds ?? defaultReuseSeconds,
    );
  } else if ((settings.kmsDataKeyReusePeriodSeconds ?? defaultReuseSeconds) !== defaultReuseSeconds) {
    // Without a key the default is as good as none (recorded from AWS).
    attributes.KmsDataKeyReusePeriodSeconds = String(settings.kmsDataKeyReusePeriodSeconds);
  }
  if (!isFifo) return attributes;
  attributes.FifoQueue = 'true';
  attributes.ContentBasedDeduplication = String(settings.isContentBasedDeduplication);
  attributes.DeduplicationScope = settings.deduplicationScope;
  attributes.FifoThroughputLimit = settings.fifoThroughputLimit;
  return attributes;
}

const countNames = {
  ApproximateNumberOfMessages: 'visible',
  ApproximateNumberOfMessagesNotVisible: 'inFlight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
} as const;

const readOnlyNames = ['QueueArn', 'CreatedTimestamp', 'LastModifiedTimestamp', ...Object.keys(countNames)];

const knownNames = new Set([
  'All',
  'FifoQueue',
  ...readOnlyNames,
  ...Object.keys(readers),
  ...Object.keys(fifoReaders),
]);

/** @throws SqsError InvalidAttributeName */
export function checkAttributeNames(names: readonly string[]): void {
  for (const name of names) {
    if (!knownNames.has(name)) throw unknownAttribute(name);
  }
}

/** Everything GetQueueAttributes can show of a queue. */
export function formatAttributes(queue: Queue): AttributeInput {
  const counts = queue.getCounts();
  const attributes = formatSettings(queue.settings, queue.isFifo);
  attributes.QueueArn = queue.arn;
  attributes.CreatedTimestamp = toSeconds(queue.createdAt);
  attributes.LastModifiedTimestamp = toSeconds(queue.lastModifiedAt);
  attributes.ApproximateNumberOfMessages = String(counts.visible);
  attributes.ApproximateNumberOfMessagesNotVisible = String(counts.inFlight);
  attributes.ApproximateNumberOfMessagesDelayed = String(counts.delayed);
  return attributes;
}

function toSeconds(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1000));
}

function getReader(name: string, isFifo: boolean): Reader {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader) return reader;
  const fifoReader = Object.hasOwn(fifoReaders, name) ? fifoReaders[name] : undefined;
  if (!fifoReader) throw unknownAttribute(name);
  if (isFifo) return fifoReader;
  if (name === 'ContentBasedDeduplication') throw unknownAttribute(name);
  throw new SqsError(
    'InvalidAttributeName',
    `You can specify the ${name} only when FifoQueue is set to true.`,
  );
}

function enablesSqsManagedSse({ SqsManagedSseEnabled }: AttributeInput): boolean {
  return SqsManagedSseEnabled?.toLowerCase() === 'true';
}

/** The other attributes of the key go with it, unless the same request sets them. */
function removesKey(input: AttributeInput): boolean {
  return input.KmsMasterKeyId === '' || enablesSqsManagedSse(input);
}

function checkEncryption(input: AttributeInput): void {
  if (!input.KmsMasterKeyId || !enablesSqsManagedSse(input)) return;
  throw new SqsError(
    'InvalidAttributeName',
    'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
  );
}

function readInteger(name: string, text: string, minimum: number, maximum: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= minimum && value <= maximum)) throw invalidAttributeValue(name);
  return value;
}

function readBoolean(name: string, text: string): boolean {
  const value = text.toLowerCase();
  if (value !== 'true' && value !== 'false') throw invalidAttributeValue(name);
  return value === 'true';
}
