import * as vscode from 'vscode';
import type { AttributeProblem } from '../attributes/attributeChecks';
import type { AttributeValueProblem, QueueAttribute } from '../attributes/queueAttributes';
import type { DocumentProblem } from '../attributes/queueDocument';
import { durationText } from './durationText';

/** What an attribute is called, and what it does. */
export interface AttributeWords {
  readonly title: string;
  readonly detail: string;
}

/** The words for an attribute; its own name where there are none. */
export function attributeWords(name: string): AttributeWords {
  return words()[name] ?? { title: name, detail: '' };
}

function words(): Readonly<Record<string, AttributeWords>> {
  return {
    VisibilityTimeout: {
      title: vscode.l10n.t('Visibility timeout'),
      detail: vscode.l10n.t('How long a received message is hidden from other receivers'),
    },
    DelaySeconds: {
      title: vscode.l10n.t('Delivery delay'),
      detail: vscode.l10n.t('How long a new message is hidden'),
    },
    ReceiveMessageWaitTimeSeconds: {
      title: vscode.l10n.t('Receive wait time'),
      detail: vscode.l10n.t('How long a receive waits for a message (long polling)'),
    },
    MessageRetentionPeriod: {
      title: vscode.l10n.t('Retention'),
      detail: vscode.l10n.t(
        'After this time a message is deleted; lowering it can delete messages that are there',
      ),
    },
    MaximumMessageSize: {
      title: vscode.l10n.t('Maximum message size'),
      detail: vscode.l10n.t('Body and message attributes together'),
    },
    KmsDataKeyReusePeriodSeconds: {
      title: vscode.l10n.t('KMS data key reuse'),
      detail: vscode.l10n.t('How long a data key is used before KMS is asked again'),
    },
    SqsManagedSseEnabled: {
      title: vscode.l10n.t('Encryption with keys of SQS'),
      detail: vscode.l10n.t('SSE-SQS'),
    },
    KmsMasterKeyId: {
      title: vscode.l10n.t('KMS key'),
      detail: vscode.l10n.t('SSE-KMS with this key; it switches encryption with keys of SQS off'),
    },
    Policy: {
      title: vscode.l10n.t('Access policy'),
      detail: vscode.l10n.t('Who may do what with this queue'),
    },
    RedrivePolicy: {
      title: vscode.l10n.t('Redrive policy'),
      detail: vscode.l10n.t('Dead-letter queue, and after how many receives a message goes there'),
    },
    RedriveAllowPolicy: {
      title: vscode.l10n.t('Redrive allow policy'),
      detail: vscode.l10n.t('Which queues may use this one as their dead-letter queue'),
    },
    ContentBasedDeduplication: {
      title: vscode.l10n.t('Content-based deduplication'),
      detail: vscode.l10n.t('The body stands for a missing deduplication ID'),
    },
    DeduplicationScope: {
      title: vscode.l10n.t('Deduplication scope'),
      detail: vscode.l10n.t('Duplicates are looked for in the whole queue, or in a message group'),
    },
    FifoThroughputLimit: {
      title: vscode.l10n.t('Throughput limit'),
      detail: vscode.l10n.t('perMessageGroupId is high throughput; it needs the scope messageGroup'),
    },
  };
}

/** A value as a row shows it, with its unit. */
export function attributeValueText({ type, unit }: QueueAttribute, value: string | undefined): string {
  if (value === undefined || value === '') return vscode.l10n.t('not set');
  if (unit === 'seconds') return durationText(Number(value));
  if (unit === 'bytes') return vscode.l10n.t('{0} bytes', Number(value).toLocaleString());
  if (type === 'boolean') return value === 'true' ? vscode.l10n.t('on') : vscode.l10n.t('off');
  return value.replace(/\s+/g, ' ');
}

/** What may be given: range, unit and default. */
export function attributeRangeText({ range, unit, default: usual, choices }: QueueAttribute): string {
  const parts: string[] = [];
  if (range) {
    const unitText = unit === 'bytes' ? vscode.l10n.t('bytes') : vscode.l10n.t('seconds');
    parts.push(
      vscode.l10n.t('{0} to {1} {2}', range[0].toLocaleString(), range[1].toLocaleString(), unitText),
    );
  }
  if (choices) parts.push(choices.join(' | '));
  if (usual !== undefined) parts.push(vscode.l10n.t('default {0}', usual));
  return parts.join(', ');
}

/** The sentence for what is wrong with a value: what is wrong, then what is allowed. */
export function attributeValueProblemText(problem: AttributeValueProblem): string {
  switch (problem.code) {
    case 'notAnInteger':
      return vscode.l10n.t('This must be a whole number.');
    case 'outOfRange':
      return vscode.l10n.t(
        'This must be from {0} to {1}.',
        problem.minimum.toLocaleString(),
        problem.maximum.toLocaleString(),
      );
    case 'notAChoice':
      return vscode.l10n.t('This must be one of {0}.', problem.choices.join(', '));
    case 'notJson':
      return vscode.l10n.t('This must be JSON.');
  }
}

/** The sentence for what is wrong with an attribute that is to be set. */
export function attributeProblemText(problem: AttributeProblem): string {
  return vscode.l10n.t('{0}: {1}', problem.attribute, problemSentence(problem));
}

function problemSentence(problem: AttributeProblem): string {
  switch (problem.code) {
    case 'value':
      return attributeValueProblemText(problem.problem);
    case 'unknown':
      return vscode.l10n.t('SQS knows no attribute of this name.');
    case 'readOnly':
      return vscode.l10n.t('This cannot be changed after the queue was created.');
    case 'fifoOnly':
      return vscode.l10n.t('Only FIFO queues have this.');
    case 'throughputNeedsScope':
      return vscode.l10n.t('perMessageGroupId is allowed only with the deduplication scope messageGroup.');
    case 'twoEncryptions':
      return vscode.l10n.t('A queue is encrypted with a KMS key or with keys of SQS, not with both.');
    case 'notAnObject':
      return vscode.l10n.t('This must be a JSON object.');
    case 'redriveArn':
      return vscode.l10n.t('deadLetterTargetArn must be the ARN of a queue.');
    case 'redriveCount':
      return vscode.l10n.t('maxReceiveCount must be a whole number from 1 to 1000.');
    case 'redriveType':
      return vscode.l10n.t(
        'The dead-letter queue of a FIFO queue is a FIFO queue, that of a standard queue a standard one.',
      );
    case 'allowPermission':
      return vscode.l10n.t('redrivePermission must be allowAll, denyAll or byQueue.');
    case 'allowSources':
      return vscode.l10n.t('byQueue needs sourceQueueArns: 1 to 10 ARNs of queues.');
  }
}

/** The sentence for a document that cannot be read. */
export function documentProblemText(problem: DocumentProblem): string {
  switch (problem.code) {
    case 'notJson':
      return vscode.l10n.t('The document is not valid JSON: {0}', problem.detail);
    case 'notAnObject':
      return problem.key === undefined
        ? vscode.l10n.t('The document must be a JSON object.')
        : vscode.l10n.t('{0} must be a JSON object.', problem.key);
    case 'unknownKey':
      return vscode.l10n.t('{0} is not known here: only attributes and tags are.', problem.key);
    case 'wrongValue':
      return vscode.l10n.t('{0} has a value that cannot stand there.', problem.key);
  }
}
