import * as vscode from 'vscode';
import { settableAttributes } from '../attributes/attributeChecks';
import { checkQueueName } from '../attributes/queueName';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { Failure } from '../sqs/failure';
import type { SqsService } from '../sqs/sqsService';
import { connectionLabel } from '../words/connectionLabel';
import { regionDetail } from '../words/queueDetail';
import type { CommandContext, CommandTarget, RegionTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { placeText } from './confirmation';
import { pickChangeableRegion, pickQueue } from './pickers';
import { type Attributes, arnOf, readQueue } from './queueArn';
import { queueNameText } from './queueNameText';
import { withProgress } from './runCommand';

/** What a policy of one account and region says holds for no other, and neither do its keys. */
const notCloned: readonly string[] = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
];

/** Makes the same queue, with attributes, tags and dead-letter queue, in another region or connection. */
export async function cloneQueue(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Clone Queue');
  if (context.connections.connections.every(({ isReadOnly }) => isReadOnly))
    throw new Error(vscode.l10n.t('Every connection is read-only: there is nowhere to clone a queue to.'));
  const queue = await pickQueue(context, target, title);
  const attributes = await readQueue(context, queue);
  const place = await pickChangeableRegion(context, vscode.l10n.t('Clone {0} to', queue.queueName));
  const name = await askName(queue, place);
  const dead = await findDeadLetterQueue(context, queue, attributes);
  await confirm(context, queue, place, { name, deadLetterName: dead?.queue.queueName });
  const clone = await withProgress(vscode.l10n.t('Cloning {0} …', queue.queueName), (signal) =>
    make(context, { queue, attributes, place, name, dead }, signal),
  );
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t('{0} created in {1}', clone.queueName, clone.region)}`,
    5_000,
  );
  const regions = await context.regions.readRegions(place.connection);
  if (!regions.includes(place.region)) await context.regions.add(place.connection, place.region);
  await context.explorer.reveal(clone);
}

interface DeadLetterQueue {
  readonly queue: QueueRef;
  readonly attributes: Attributes;
  readonly maxReceiveCount: number;
}

interface ClonePlan {
  readonly queue: QueueRef;
  readonly attributes: Attributes;
  readonly place: RegionTarget;
  readonly name: string;
  readonly dead: DeadLetterQueue | undefined;
}

async function askName(queue: QueueRef, { connection, region }: RegionTarget): Promise<string> {
  const isFifo = isFifoQueueName(queue.queueName);
  const isSamePlace = connection.id === queue.connectionId && region === queue.region;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Clone {0} to {1} · {2}', queue.queueName, connectionLabel(connection), region),
    prompt: vscode.l10n.t('Name of the new queue'),
    value: isSamePlace ? queue.queueName.replace(/(\.fifo)?$/, '-copy$1') : queue.queueName,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = checkQueueName(text, isFifo);
      if (problem) return queueNameText(problem);
      return isSamePlace && text === queue.queueName
        ? vscode.l10n.t('This is the queue itself: choose another name.')
        : undefined;
    },
  });
  if (typed === undefined) throw new Cancelled();
  return typed;
}

async function findDeadLetterQueue(
  { services }: CommandContext,
  queue: QueueRef,
  { RedrivePolicy: policy }: Attributes,
): Promise<DeadLetterQueue | undefined> {
  if (!policy) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy) as Record<string, unknown>;
  const name = String(deadLetterTargetArn).split(':').at(-1) ?? '';
  const service = services.get(queue.connectionId, queue.region);
  try {
    const dead = await service.getQueueUrl(name);
    const attributes = await service.readAttributes(dead);
    return { queue: dead, attributes, maxReceiveCount: Number(maxReceiveCount) };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'notFound') return undefined;
    throw error;
  }
}

async function confirm(
  context: CommandContext,
  queue: QueueRef,
  { connection, region }: RegionTarget,
  { name, deadLetterName }: { readonly name: string; readonly deadLetterName: string | undefined },
): Promise<void> {
  const button = vscode.l10n.t('Clone Queue');
  const detail = [
    vscode.l10n.t('Queue: {0}', name),
    ...regionDetail(connection, region),
    vscode.l10n.t('Clone of: {0}', placeText(context, queue)),
    ...(deadLetterName === undefined
      ? []
      : [vscode.l10n.t('Dead-letter queue: {0}, created too where it does not exist', deadLetterName)]),
    '',
    vscode.l10n.t('Attributes and tags are cloned; messages, access policies and KMS keys are not.'),
  ].join('\n');
  const question = vscode.l10n.t('Clone {0}?', queue.queueName);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
}

async function make(
  { services }: CommandContext,
  { queue, attributes, place, name, dead }: ClonePlan,
  signal: AbortSignal,
): Promise<QueueRef> {
  const from = services.get(queue.connectionId, queue.region);
  const to = services.get(place.connection.id, place.region);
  const redrive = dead && (await makeDeadLetterQueue(from, to, dead, signal));
  const clone = await to.createQueue(name, { ...clonedAttributes(name, attributes), ...redrive }, signal);
  await copyTags(from, queue, to, clone, signal);
  return clone;
}

/** One that has the name already is taken as it is. */
async function makeDeadLetterQueue(
  from: SqsService,
  to: SqsService,
  { queue, attributes, maxReceiveCount }: DeadLetterQueue,
  signal: AbortSignal,
): Promise<Attributes> {
  let clone: QueueRef;
  try {
    clone = await to.getQueueUrl(queue.queueName, signal);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'notFound') throw error;
    clone = await to.createQueue(queue.queueName, clonedAttributes(queue.queueName, attributes), signal);
    await copyTags(from, queue, to, clone, signal);
  }
  const deadLetterTargetArn = arnOf(clone, await to.readAttributes(clone, signal));
  return { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) };
}

async function copyTags(
  from: SqsService,
  queue: QueueRef,
  to: SqsService,
  clone: QueueRef,
  signal: AbortSignal,
): Promise<void> {
  const tags = Object.entries(await from.readTags(queue, signal)).filter(([key]) => !/^aws:/i.test(key));
  if (tags.length > 0) await to.tagQueue(clone, Object.fromEntries(tags), signal);
}

function clonedAttributes(name: string, attributes: Attributes): Attributes {
  const isFifo = isFifoQueueName(name);
  const cloned = settableAttributes(isFifo).flatMap(({ name: attribute }) => {
    const value = attributes[attribute];
    return value === undefined || notCloned.includes(attribute) ? [] : [[attribute, value] as const];
  });
  return { ...Object.fromEntries(cloned), ...(isFifo && { FifoQueue: 'true' }) };
}
