import * as vscode from 'vscode';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { Failure } from '../sqs/failure';
import { sendChanges } from './applyChanges';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { confirmOnProduction, findChangeable, placeText } from './confirmation';
import { pickQueue } from './pickers';
import { pickFromRegion } from './pickFromRegion';
import { type Attributes, arnOf, readQueue } from './queueArn';
import { openQueueDocument } from './queueDocuments';

const DEFAULT_RECEIVE_COUNT = 3;
const MAX_RECEIVE_COUNT = 1_000;
/** As long as SQS keeps a message: a dead-letter queue that forgets before its source does helps nobody. */
const LONGEST_RETENTION = '1209600';

type Choice = 'create' | 'remove';

/** Gives a queue a dead-letter queue of its type, an existing or a new one, and says after how many receives. */
export async function setDeadLetterQueue(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Set Dead-Letter Queue');
  const queue = await pickQueue(context, target, title);
  findChangeable(context, queue);
  const { RedrivePolicy: policy } = await readQueue(context, queue);
  const picked = await pickTarget(context, queue, policy !== undefined);
  if ('extra' in picked && picked.extra === 'remove') {
    const question = vscode.l10n.t('Take the dead-letter queue away from {0}?', queue.queueName);
    const button = vscode.l10n.t('Remove');
    await confirmOnProduction(context, queue, { question, button, attributes: { RedrivePolicy: '' } });
    return sendRedrivePolicy(context, queue, '');
  }
  const count = await askReceiveCount(context, queue, policy);
  const question = vscode.l10n.t('Set the dead-letter queue of {0}?', queue.queueName);
  const name = 'queue' in picked ? picked.queue.queueName : deadLetterName(queue);
  const shown = { deadLetterTargetArn: `…:${name}`, maxReceiveCount: count };
  const attributes = { RedrivePolicy: JSON.stringify(shown) };
  await confirmOnProduction(context, queue, { question, button: title, attributes });
  const dead = 'queue' in picked ? picked.queue : await createDeadLetterQueue(context, queue);
  const deadLetterTargetArn = arnOf(dead, await readQueue(context, dead));
  await sendRedrivePolicy(context, queue, JSON.stringify({ deadLetterTargetArn, maxReceiveCount: count }));
}

/** Says which queues may use a queue as their dead-letter queue. */
export async function setAllowPolicy(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Set Redrive Allow Policy');
  const queue = await pickQueue(context, target, title);
  findChangeable(context, queue);
  const { RedriveAllowPolicy: now } = await readQueue(context, queue);
  const items = [
    { label: vscode.l10n.t('All queues'), detail: 'allowAll', permission: 'allowAll' },
    { label: vscode.l10n.t('No queue'), detail: 'denyAll', permission: 'denyAll' },
    {
      label: vscode.l10n.t('Those that are its sources now'),
      detail: vscode.l10n.t('byQueue, with up to 10 queues'),
      permission: 'byQueue',
    },
    { label: vscode.l10n.t('Edit as JSON'), permission: 'edit' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `${title}: ${placeText(context, queue)}`,
    placeHolder: now
      ? vscode.l10n.t('Who may use it as dead-letter queue; now: {0}', now)
      : vscode.l10n.t('Who may use it as dead-letter queue; now all queues of the account and region'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new Cancelled();
  if (picked.permission === 'edit') return openQueueDocument(queue, 'RedriveAllowPolicy');
  const arns = picked.permission === 'byQueue' ? await sourceArns(context, queue) : undefined;
  const policy = { redrivePermission: picked.permission, ...(arns && { sourceQueueArns: arns }) };
  const question = vscode.l10n.t('Change the redrive allow policy of {0}?', queue.queueName);
  const attributes = { RedriveAllowPolicy: JSON.stringify(policy) };
  await confirmOnProduction(context, queue, { question, button: title, attributes });
  await sendChanges(context, queue, { attributes, tags: {}, removedTags: [] });
}

async function sourceArns(context: CommandContext, queue: QueueRef): Promise<readonly string[]> {
  const service = context.services.get(queue.connectionId, queue.region);
  const sources = await service.listDeadLetterSourceQueues(queue);
  if (sources.length === 0)
    throw new Error(vscode.l10n.t('No queue has {0} for its dead-letter queue.', queue.queueName));
  if (sources.length > 10)
    throw new Error(
      vscode.l10n.t('A redrive allow policy names 10 queues at most; it has {0}.', sources.length),
    );
  return Promise.all(sources.map(async (source) => arnOf(source, await service.readAttributes(source))));
}

function pickTarget(context: CommandContext, queue: QueueRef, isSet: boolean) {
  const isFifo = isFifoQueueName(queue.queueName);
  const create = {
    label: `$(add) ${vscode.l10n.t('Create {0}', deadLetterName(queue))}`,
    detail: vscode.l10n.t('Same type; keeps messages for 14 days'),
    value: 'create' as Choice,
  };
  const remove = {
    label: `$(close) ${vscode.l10n.t('No dead-letter queue')}`,
    detail: vscode.l10n.t('Messages are received again and again until they are deleted or expire'),
    value: 'remove' as Choice,
  };
  return pickFromRegion<Choice>(context, queue, {
    title: vscode.l10n.t('Dead-Letter Queue of {0} (1/2)', placeText(context, queue)),
    placeHolder: isFifo
      ? vscode.l10n.t('A FIFO queue of the same account and region')
      : vscode.l10n.t('A standard queue of the same account and region'),
    extras: isSet ? [create, remove] : [create],
    isOffered: (other) => other.queueUrl !== queue.queueUrl && isFifoQueueName(other.queueName) === isFifo,
  });
}

async function askReceiveCount(
  context: CommandContext,
  queue: QueueRef,
  policy: string | undefined,
): Promise<number> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Dead-Letter Queue of {0} (2/2)', placeText(context, queue)),
    prompt: vscode.l10n.t(
      'maxReceiveCount: after so many receives without a delete a message goes there (1 to 1000)',
    ),
    value: String(receiveCountOf(policy)),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isReceiveCount(text) ? undefined : vscode.l10n.t('This must be a whole number from 1 to 1000.'),
  });
  if (typed === undefined) throw new Cancelled();
  return Number(typed);
}

function isReceiveCount(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_RECEIVE_COUNT;
}

function receiveCountOf(policy: string | undefined): number {
  try {
    const { maxReceiveCount } = JSON.parse(policy ?? '{}') as { readonly maxReceiveCount?: unknown };
    return isReceiveCount(String(maxReceiveCount)) ? Number(maxReceiveCount) : DEFAULT_RECEIVE_COUNT;
  } catch {
    return DEFAULT_RECEIVE_COUNT;
  }
}

/** `orders-dlq` for `orders`, `orders-dlq.fifo` for `orders.fifo`; shortened where 80 characters are too few. */
function deadLetterName({ queueName }: QueueRef): string {
  const suffix = isFifoQueueName(queueName) ? '-dlq.fifo' : '-dlq';
  return queueName.replace(/\.fifo$/, '').slice(0, 80 - suffix.length) + suffix;
}

/** The one that is there already does as well. */
async function createDeadLetterQueue({ services }: CommandContext, queue: QueueRef): Promise<QueueRef> {
  const service = services.get(queue.connectionId, queue.region);
  const name = deadLetterName(queue);
  const attributes: Attributes = {
    MessageRetentionPeriod: LONGEST_RETENTION,
    ...(isFifoQueueName(name) && { FifoQueue: 'true' }),
  };
  try {
    return await service.createQueue(name, attributes);
  } catch (error) {
    if (error instanceof Failure && error.code === 'QueueNameExists') return service.getQueueUrl(name);
    throw error;
  }
}

async function sendRedrivePolicy(context: CommandContext, queue: QueueRef, policy: string): Promise<void> {
  await sendChanges(context, queue, { attributes: { RedrivePolicy: policy }, tags: {}, removedTags: [] });
}
