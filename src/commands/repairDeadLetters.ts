import * as vscode from 'vscode';
import { type DeadLetterGroup, groupDeadLetters, sourceNameOf } from '../moves/deadLetters';
import { copyOf } from '../moves/move';
import type { ReceivedMessage } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { editBodies, forgetEdits } from './editBodies';
import { confirm, placeOf, pointerWarning, previewOf } from './messageSelection';
import { type MoveTask, runMoveTasks } from './moveRun';
import { pickQueue } from './pickers';

/** Messages that one repair takes at most. */
const MAX_MESSAGES = 1_000;
/** How long they are hidden from others while the user looks through them. */
const HOLD_SECONDS = 900;
const MAX_RATE = 1_000;

/**
 * Repairs after a dead letter: groups what is in a dead-letter queue, lets the user choose, edit and redrive, and
 * releases the rest.
 */
export async function repairDeadLetters(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Repair Dead Letters of'));
  const service = context.services.get(queue.connectionId, queue.region);
  const attributes = await service.readAttributes(queue);
  await confirmReceive(context, queue, attributes);
  const messages = await collect(context, queue);
  if (messages.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No message came from {0}.', queue.queueName));
    return;
  }
  let gone: readonly ReceivedMessage[] = [];
  try {
    const retentionMs = Number(attributes['MessageRetentionPeriod'] ?? 345_600) * 1_000;
    const groups = groupDeadLetters(messages, retentionMs, Date.now());
    const chosen = await pickMessages(await pickGroups(queue, groups));
    gone = await redrive(context, queue, chosen);
  } finally {
    await release(context, queue, messages, gone);
  }
}

/** Says what looking does, from the queue's own policy. */
async function confirmReceive(
  context: CommandContext,
  queue: QueueRef,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  const isFifo = attributes['FifoQueue'] === 'true';
  await confirm(
    vscode.l10n.t('Receive the messages of {0} to look through them?', queue.queueName),
    [
      placeOf(context, queue),
      vscode.l10n.t(
        'This adds 1 to the receive count of up to {0} messages and hides them from others for up to {1} minutes. What is not redriven is released at the end.',
        MAX_MESSAGES,
        HOLD_SECONDS / 60,
      ),
      ...(isFifo ? [vscode.l10n.t('Of each message group only the first messages can be received.')] : []),
      ...(attributes['RedrivePolicy']
        ? [
            vscode.l10n.t(
              'This queue has a dead-letter queue of its own: a message received too often goes there.',
            ),
          ]
        : []),
    ],
    vscode.l10n.t('Receive'),
  );
}

/** Receives until nothing more comes, each message once. */
async function collect({ services }: CommandContext, queue: QueueRef): Promise<readonly ReceivedMessage[]> {
  const service = services.get(queue.connectionId, queue.region);
  const messages = new Map<string, ReceivedMessage>();
  const title = vscode.l10n.t('Receiving from {0} …', queue.queueName);
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(progress, async (reporter, token) => {
    while (messages.size < MAX_MESSAGES && !token.isCancellationRequested) {
      const received = await service.receiveMessages(queue, {
        maxNumberOfMessages: 10,
        waitTimeSeconds: 1,
        visibilityTimeout: HOLD_SECONDS,
      });
      const isNothingNew = received.every(({ messageId }) => messages.has(messageId));
      for (const message of received) messages.set(message.messageId, message);
      reporter.report({ message: vscode.l10n.t('{0} messages', messages.size) });
      if (isNothingNew) return;
    }
  });
  return [...messages.values()];
}

async function pickGroups(
  queue: QueueRef,
  groups: readonly DeadLetterGroup[],
): Promise<readonly ReceivedMessage[]> {
  const items = groups.map((group) => ({ ...groupItem(group), messages: group.messages }));
  const total = groups.reduce((sum, { messages }) => sum + messages.length, 0);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('{0}: {1} messages in {2} groups', queue.queueName, total, groups.length),
    placeHolder: vscode.l10n.t('Groups to choose from; type to filter by shape, error or source'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (!picked || picked.length === 0) throw new Cancelled();
  return picked.flatMap(({ messages }) => messages);
}

function groupItem({
  messages,
  shape,
  error,
  source,
  oldestAt,
  expiringSoon,
}: DeadLetterGroup): vscode.QuickPickItem {
  const facts = [
    ...(source ? [vscode.l10n.t('from {0}', source)] : []),
    vscode.l10n.t('oldest {0}', new Date(oldestAt).toLocaleString()),
    ...(expiringSoon > 0 ? [vscode.l10n.t('{0} expire within a day', expiringSoon)] : []),
  ];
  return {
    label: `${messages.length} × ${shape || previewOf(messages[0]?.body ?? '')}`,
    description: error,
    detail: `${expiringSoon > 0 ? '$(warning) ' : ''}${facts.join(' · ')}`,
  };
}

async function pickMessages(messages: readonly ReceivedMessage[]): Promise<readonly ReceivedMessage[]> {
  const items = messages.map((message) => ({
    label: previewOf(message.body),
    description: sourceNameOf(message),
    detail: [
      message.messageId,
      ...message.attributes.map(({ name, value }) => `${name}=${previewOf(value)}`),
    ].join(' · '),
    picked: true,
    message,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Messages to redrive'),
    placeHolder: vscode.l10n.t('Type to filter by body, source or attribute'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (!picked || picked.length === 0) throw new Cancelled();
  return picked.map(({ message }) => message);
}

/** @returns the messages that left the queue */
async function redrive(
  context: CommandContext,
  queue: QueueRef,
  messages: readonly ReceivedMessage[],
): Promise<readonly ReceivedMessage[]> {
  const targets = await pickTargets(context, queue, messages);
  const isToBeEdited = await pickEdit(messages.length);
  const perSecond = await pickRate();
  // The last but the confirmation: a tab that is closed gives the focus to another, and takes it from an input.
  const edited = isToBeEdited ? await editBodies(context, messages) : new Map<string, string>();
  const tasks: MoveTask[] = messages.map((message) => {
    const target = targets(message);
    const body = edited.get(message.messageId) ?? message.body;
    return { message, source: queue, target, draft: { ...copyOf(message, target), body } };
  });
  const places = [...new Set(tasks.map(({ target }) => placeOf(context, target)))];
  await confirm(
    vscode.l10n.t('Redrive {0} messages of {1}?', messages.length, queue.queueName),
    [
      vscode.l10n.t('From {0}', placeOf(context, queue)),
      ...places.map((place) => vscode.l10n.t('To {0}', place)),
      edited.size > 0
        ? vscode.l10n.t('{0} of them were edited.', edited.size)
        : vscode.l10n.t('None was edited.'),
      ...pointerWarning(messages),
    ],
    vscode.l10n.t('Redrive'),
  );
  const moved = await runMoveTasks(context, tasks, {
    title: vscode.l10n.t('Redriving messages of {0} …', queue.queueName),
    perSecond,
  });
  forgetEdits(moved);
  return moved;
}

/** Each message's own source, or one queue for all. */
async function pickTargets(
  context: CommandContext,
  queue: QueueRef,
  messages: readonly ReceivedMessage[],
): Promise<(message: ReceivedMessage) => QueueRef> {
  const names = [...new Set(messages.map(sourceNameOf))];
  const known = names.every((name) => name !== '');
  const own = vscode.l10n.t('To where they come from');
  const other = vscode.l10n.t('To another queue…');
  const chosen = known
    ? await vscode.window.showQuickPick(
        [
          { label: own, description: names.join(', ') },
          { label: other, description: '' },
        ],
        { title: vscode.l10n.t('Redrive {0} Messages', messages.length), ignoreFocusOut: true },
      )
    : { label: other };
  if (!chosen) throw new Cancelled();
  if (chosen.label === own) return (message) => siblingOf(queue, sourceNameOf(message));
  const target = await pickQueue(
    context,
    undefined,
    vscode.l10n.t('Redrive {0} Messages to', messages.length),
  );
  return () => target;
}

/** SQS wants a queue and its dead-letter queue in the same account and region, so their URLs differ in the name. */
function siblingOf(queue: QueueRef, queueName: string): QueueRef {
  return { ...queue, queueName, queueUrl: queue.queueUrl.replace(/[^/]*$/, queueName) };
}

/** @returns true when the bodies are to be edited first */
async function pickEdit(count: number): Promise<boolean> {
  const asTheyAre = vscode.l10n.t('As they are');
  const edit = vscode.l10n.t('Edit bodies first…');
  const chosen = await vscode.window.showQuickPick(
    [
      { label: asTheyAre, detail: vscode.l10n.t('Bodies, attributes, groups and trace headers go along') },
      { label: edit, detail: vscode.l10n.t('All bodies in one editor, beside what they were') },
    ],
    { title: vscode.l10n.t('Redrive {0} Messages', count), ignoreFocusOut: true },
  );
  if (!chosen) throw new Cancelled();
  return chosen.label === edit;
}

async function pickRate(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Redrive'),
    prompt: vscode.l10n.t('Messages in a second at most; empty for as fast as it goes'),
    ignoreFocusOut: true,
    validateInput: (typed) =>
      typed.trim() === '' || (/^\d+$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= MAX_RATE)
        ? undefined
        : vscode.l10n.t('A whole number from 1 to {0} is needed, or nothing.', MAX_RATE),
  });
  if (text === undefined) throw new Cancelled();
  return text.trim() === '' ? undefined : Number(text);
}

/** Gives back what is still in the queue; a receipt that has lapsed needs none. */
async function release(
  { services, log }: CommandContext,
  queue: QueueRef,
  messages: readonly ReceivedMessage[],
  gone: readonly ReceivedMessage[],
): Promise<void> {
  const service = services.get(queue.connectionId, queue.region);
  const left = messages.filter((message) => !gone.includes(message));
  const progress = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t('Releasing messages of {0} …', queue.queueName),
  };
  await vscode.window.withProgress(progress, async () => {
    // Later ones first: so none of a message group comes before an earlier one.
    for (const { receiptHandle, messageId } of [...left].reverse()) {
      try {
        await service.changeVisibility(queue, receiptHandle, 0);
      } catch (error) {
        log.warn(`Could not release message ${messageId}: ${String(error)}`);
      }
    }
  });
}
