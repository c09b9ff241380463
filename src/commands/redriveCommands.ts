import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { TaskNode } from '../explorer/nodes';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { MoveTask } from '../sqs/sqsService';
import { moveTaskTarget, moveTaskText } from '../words/moveTaskText';
import { queueDetail } from '../words/queueDetail';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { findChangeable, placeText } from './confirmation';
import { setAllowPolicy, setDeadLetterQueue } from './deadLetterQueue';
import { findConnection, pickQueue } from './pickers';
import { pickFromRegion } from './pickFromRegion';
import { arnOf, readQueue } from './queueArn';
import { followRedrive } from './redriveProgress';
import { type CommandRunner, withProgress } from './runCommand';

/** Messages a second where nothing else was chosen: what reads a production queue has other work to do. */
const PRODUCTION_RATE = 10;
const MAX_RATE = 500;

/** Dead-letter queues, and moving their messages back. */
export function registerRedriveCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(
      Commands.queueSetDeadLetterQueue,
      vscode.l10n.t('Could not set the dead-letter queue'),
      (target: CommandTarget) => setDeadLetterQueue(context, target),
    ),
    runner.register(
      Commands.queueSetAllowPolicy,
      vscode.l10n.t('Could not set the redrive allow policy'),
      (target: CommandTarget) => setAllowPolicy(context, target),
    ),
    runner.register(
      Commands.queueRedrive,
      vscode.l10n.t('Could not redrive the messages'),
      (target: CommandTarget) => redrive(context, target),
    ),
    runner.register(
      Commands.queueShowRedrives,
      vscode.l10n.t('Could not list the redrives'),
      (target: CommandTarget) => showRedrives(context, target),
    ),
    runner.register(
      Commands.redriveCancel,
      vscode.l10n.t('Could not cancel the redrive'),
      (node: TaskNode | undefined) => cancelRedrive(context, node),
    ),
  );
}

async function redrive(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Redrive Messages');
  const queue = await pickQueue(context, target, title);
  findChangeable(context, queue);
  const service = context.services.get(queue.connectionId, queue.region);
  const attributes = await readQueue(context, queue);
  const sources = await service.listDeadLetterSourceQueues(queue);
  if (sources.length === 0) {
    throw new Error(
      vscode.l10n.t(
        '{0} is the dead-letter queue of no queue, and SQS redrives from no other. Where SNS or Lambda put the messages there, give any queue {0} as its dead-letter queue first, then choose where they go.',
        queue.queueName,
      ),
    );
  }
  const destination = await pickDestination(context, queue, sources);
  const rate = await askRate(context, queue);
  const visible = Number(attributes['ApproximateNumberOfMessages'] ?? 0);
  await confirm(context, queue, { destination, rate, visible });
  const destinationArn = destination && arnOf(destination, await readQueue(context, destination));
  const sourceArn = arnOf(queue, attributes);
  const request = { sourceArn, destinationArn, maxMessagesPerSecond: rate };
  const handle = await withProgress(vscode.l10n.t('Starting the redrive …'), (signal) =>
    service.startMessageMoveTask(request, signal),
  );
  followRedrive(context, { queue, arn: sourceArn, handle });
}

/** @returns undefined for: each message to the queue that it came from */
async function pickDestination(
  context: CommandContext,
  queue: QueueRef,
  sources: readonly QueueRef[],
): Promise<QueueRef | undefined> {
  const isFifo = isFifoQueueName(queue.queueName);
  const names = sources.slice(0, 5).map(({ queueName }) => queueName);
  const picked = await pickFromRegion<'sources'>(context, queue, {
    title: vscode.l10n.t('Redrive {0} (1/2)', placeText(context, queue)),
    placeHolder: vscode.l10n.t('Where the messages go; those that SNS or Lambda put there need a queue'),
    extras: [
      {
        label: `$(reply) ${vscode.l10n.t('Back to where they came from')}`,
        detail: names.join(', ') + (sources.length > names.length ? ' …' : ''),
        value: 'sources',
      },
    ],
    isOffered: (other) => other.queueUrl !== queue.queueUrl && isFifoQueueName(other.queueName) === isFifo,
  });
  return 'queue' in picked ? picked.queue : undefined;
}

/** @returns undefined for as fast as SQS sees fit */
async function askRate(context: CommandContext, queue: QueueRef): Promise<number | undefined> {
  const { isProduction } = findConnection(context, queue.connectionId);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Redrive {0} (2/2)', placeText(context, queue)),
    prompt: vscode.l10n.t('Messages a second, 1 to 500; empty: as fast as SQS sees fit'),
    value: isProduction ? String(PRODUCTION_RATE) : '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_RATE)
        ? undefined
        : vscode.l10n.t('This must be a whole number from 1 to 500, or nothing.'),
  });
  if (typed === undefined) throw new Cancelled();
  return typed === '' ? undefined : Number(typed);
}

interface RedrivePlan {
  readonly destination: QueueRef | undefined;
  readonly rate: number | undefined;
  readonly visible: number;
}

async function confirm(
  context: CommandContext,
  queue: QueueRef,
  { destination, rate, visible }: RedrivePlan,
): Promise<void> {
  const button = vscode.l10n.t('Redrive');
  const detail = [
    ...queueDetail(queue, findConnection(context, queue.connectionId)),
    vscode.l10n.t('Messages: about {0}', visible.toLocaleString()),
    vscode.l10n.t('To: {0}', destination?.queueName ?? vscode.l10n.t('the queues that they came from')),
    rate === undefined
      ? vscode.l10n.t('Rate: as fast as SQS sees fit')
      : vscode.l10n.t('Rate: {0} messages a second', rate),
    '',
    vscode.l10n.t('Redriven messages get new message IDs, and their retention starts again.'),
  ].join('\n');
  const question = vscode.l10n.t('Move the messages of {0}?', queue.queueName);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
}

interface TaskItem extends vscode.QuickPickItem {
  readonly task: MoveTask;
}

/** The ten newest redrives of a queue; choosing one that runs offers to cancel it. */
async function showRedrives(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Redrives');
  const queue = await pickQueue(context, target, title);
  const service = context.services.get(queue.connectionId, queue.region);
  const arn = arnOf(queue, await readQueue(context, queue));
  const tasks = await withProgress(vscode.l10n.t('Listing the redrives …'), (signal) =>
    service.listMessageMoveTasks(arn, signal),
  );
  context.explorer.moveTasks.follow(queue, arn);
  if (tasks.length === 0) {
    const none = vscode.l10n.t('SQS knows of no redrive of {0}.', queue.queueName);
    await vscode.window.showInformationMessage(none);
    return;
  }
  const items: TaskItem[] = tasks.map((task) => ({
    label: moveTaskText(task),
    description: new Date(task.startedAt).toLocaleString(),
    detail: task.handle
      ? vscode.l10n.t('{0} — choose it to cancel it', moveTaskTarget(task))
      : moveTaskTarget(task),
    task,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('Redrives of {0}', placeText(context, queue)),
  });
  if (picked?.task.handle) await cancel(context, queue, picked.task.handle);
}

async function cancelRedrive(context: CommandContext, node: TaskNode | undefined): Promise<void> {
  if (!node) return showRedrives(context, undefined);
  const { handle } = node.task;
  if (handle) await cancel(context, node.parent.queue, handle);
}

async function cancel(context: CommandContext, queue: QueueRef, handle: string): Promise<void> {
  const service = context.services.get(queue.connectionId, queue.region);
  const moved = await service.cancelMessageMoveTask(handle);
  const text = vscode.l10n.t('Redrive cancelled; about {0} messages were moved', moved.toLocaleString());
  vscode.window.setStatusBarMessage(`$(circle-slash) ${text}`, 5_000);
}
