import * as vscode from 'vscode';
import type { Attributes } from '../attributes/attributeChecks';
import type { ContentChanges } from '../attributes/queueDocument';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { type Failure, toFailure } from '../sqs/failure';
import { GuardFailure } from '../sqs/guardedService';
import { queueDetail, queuePlace } from '../words/queueDetail';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { findConnection } from './pickers';
import { withProgress } from './runCommand';

/** What is to be lost, and what to do first. */
export interface LossQuestion {
  readonly question: string;
  readonly button: string;
  /** Title of the box in which the name is typed on production. */
  readonly title: string;
}

/** What was written to a file. */
export interface SavedCopy {
  readonly count: number;
  /** Without its folder. */
  readonly fileName: string;
  /** Why messages that were there may be missing. */
  readonly gap?: string | undefined;
}

/**
 * Asks in a modal that names connection, account, region, queue and message counts. On production the name of the queue
 * has to be typed too.
 * @param saveCopy run for “Save a Copy First”, before the question is asked again
 * @throws Cancelled unless the user confirms; GuardFailure on a read-only connection; Failure when the queue is gone
 */
export async function confirmLoss(
  context: CommandContext,
  queue: QueueRef,
  { question, button, title }: LossQuestion,
  saveCopy: () => Promise<SavedCopy>,
): Promise<void> {
  const connection = findChangeable(context, queue);
  const save = vscode.l10n.t('Save a Copy First (NDJSON)…');
  let copy: SavedCopy | undefined;
  for (;;) {
    const messages = vscode.l10n.t('Messages: {0}', await messagesText(context, queue));
    const saved = copy && vscode.l10n.t('Saved: {0} messages in {1}', copy.count, copy.fileName);
    const after = [saved, copy?.gap].filter((line) => line !== undefined);
    const detail = [...queueDetail(queue, connection), messages, ...after.flatMap((line) => ['', line])];
    const chosen = await vscode.window.showWarningMessage(
      question,
      { modal: true, detail: detail.join('\n') },
      button,
      save,
    );
    if (chosen === button) break;
    if (chosen !== save) throw new Cancelled();
    copy = await saveCopy();
  }
  if (connection.isProduction) await typeName(queue.queueName, title);
}

/** Shows what will be different, and where. */
export async function confirmChange(
  context: CommandContext,
  queue: QueueRef,
  changes: ContentChanges,
): Promise<'apply' | 'showDiff' | 'cancel'> {
  const connection = findChangeable(context, queue);
  const apply = vscode.l10n.t('Apply');
  const showDiff = vscode.l10n.t('Show Differences');
  const detail = [...queueDetail(queue, connection), '', ...changeLines(changes)].join('\n');
  const question = vscode.l10n.t('Change the queue {0}?', queue.queueName);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, apply, showDiff);
  if (chosen === apply) return 'apply';
  return chosen === showDiff ? 'showDiff' : 'cancel';
}

/** A change that is sent at once, except on production. */
export interface ProductionQuestion {
  readonly question: string;
  readonly button: string;
  /** What will be different: attributes with their new values, an empty text for one that is removed. */
  readonly attributes: Attributes;
}

/** Asks before a change of production, and lists what it changes; elsewhere it does nothing. @throws Cancelled */
export async function confirmOnProduction(
  context: CommandContext,
  queue: QueueRef,
  { question, button, attributes }: ProductionQuestion,
): Promise<void> {
  const connection = findConnection(context, queue.connectionId);
  if (!connection.isProduction) return;
  const changes = changeLines({ attributes, tags: {}, removedTags: [] });
  const detail = [...queueDetail(queue, connection), '', ...changes].join('\n');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
}

/** Queue, connection, account and region in one line, for the title of a quick pick. */
export function placeText(context: CommandContext, queue: QueueRef): string {
  return queuePlace(queue, findConnection(context, queue.connectionId));
}

/** @throws GuardFailure before anything is asked, where the change would be refused anyway */
export function findChangeable(context: CommandContext, queue: QueueRef): Connection {
  const connection = findConnection(context, queue.connectionId);
  if (connection.isReadOnly) throw new GuardFailure('readOnly', connection);
  return connection;
}

async function typeName(queueName: string, title: string): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('This is production. Type the name of the queue to go on: {0}', queueName),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || text === queueName ? undefined : vscode.l10n.t('This is not the name of the queue.'),
  });
  if (typed !== queueName) throw new Cancelled();
}

function changeLines({ attributes, tags, removedTags }: ContentChanges): readonly string[] {
  return [
    ...Object.entries(attributes).map(([name, value]) =>
      value === '' ? vscode.l10n.t('{0}: removed', name) : `${name} = ${shortened(value)}`,
    ),
    ...Object.entries(tags).map(([key, value]) => vscode.l10n.t('Tag {0} = {1}', key, shortened(value))),
    ...removedTags.map((key) => vscode.l10n.t('Tag {0}: removed', key)),
  ];
}

/** A modal has room for a line of a value; the differences show it all. */
function shortened(value: string): string {
  return value.length > 120 ? `${value.slice(0, 120)}…` : value;
}

async function messagesText({ services }: CommandContext, queue: QueueRef): Promise<string> {
  try {
    const { visible, inFlight, delayed } = await withProgress(
      vscode.l10n.t('Counting messages …'),
      (signal) => services.get(queue.connectionId, queue.region).readCounts(queue, signal),
    );
    return vscode.l10n.t('{0} visible, {1} in flight, {2} delayed', visible, inFlight, delayed);
  } catch (error) {
    const failure: Failure | undefined = toFailure(error);
    if (!failure || failure.kind !== 'denied') throw error;
    return vscode.l10n.t('not known ({0})', failure.message);
  }
}
