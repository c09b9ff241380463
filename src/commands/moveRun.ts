import * as vscode from 'vscode';
import { copyOf, Move, type MoveOutcome } from '../moves/move';
import type { MoveJournal } from '../moves/moveJournal';
import { runMoves } from '../moves/runMoves';
import type { MessageDraft, ReceivedMessage } from '../shared/message';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { systemSleep } from '../sqs/timers';
import { failureText } from '../words/failureText';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { confirm, placeOf } from './messageSelection';
import { findConnection } from './pickers';
import { showReport } from './reportDocuments';

/** Moves of standard queues at the same time. FIFO ones go one after the other, which keeps their order. */
const AT_ONCE = 4;

/** A move of a window that is open is under way so long; later it is one that failed. */
const STILL_MOVING_MS = 5_000;

/** A message, where it is and where it is to go. */
export interface MoveTask {
  readonly message: ReceivedMessage;
  readonly source: QueueRef;
  readonly target: QueueRef;
  /** In place of the message as it is. */
  readonly draft?: MessageDraft | undefined;
}

/** IDs that moves of this window got for what they sent. */
const knownIds = new Set<string>();

/**
 * Moves messages with progress that can be cancelled, on production the first one alone; tells how it went and offers
 * to retry what failed.
 * @returns the messages that are not in their source any more
 */
export async function runMoveTasks(
  context: CommandContext,
  tasks: readonly MoveTask[],
  options: { readonly title: string; readonly perSecond?: number | undefined },
): Promise<readonly ReceivedMessage[]> {
  const moves = tasks.map((task) => newMove(context, task));
  const isAborted = await runWithCanary(context, tasks, moves, options);
  for (;;) {
    const failed = moves.filter(({ outcome }) => outcome !== undefined && outcome.kind !== 'moved');
    const again = await tellResult(context, tasks, moves, failed, isAborted);
    if (!again) return moves.filter(({ outcome }) => outcome?.kind === 'moved').map(({ message }) => message);
    await runAll(failed, tasks, options);
  }
}

function newMove(context: CommandContext, { message, source, target, draft }: MoveTask): Move {
  const { services, journal } = context;
  const place = (queue: QueueRef) => ({ queue, service: services.get(queue.connectionId, queue.region) });
  return new Move(
    { source: place(source), target: place(target), journal, knownIds, now: Date.now },
    message,
    draft ?? copyOf(message, target),
  );
}

/** @returns true when the user cancelled before all were begun */
async function runWithCanary(
  context: CommandContext,
  tasks: readonly MoveTask[],
  moves: readonly Move[],
  options: { readonly title: string; readonly perSecond?: number | undefined },
): Promise<boolean> {
  const [task] = tasks;
  const isProduction = task !== undefined && findConnection(context, task.target.connectionId).isProduction;
  if (!isProduction || moves.length < 2) return runAll(moves, tasks, options);
  const [canary, ...rest] = moves;
  if (!canary) return false;
  if (await runAll([canary], tasks, options)) return true;
  if (canary.outcome?.kind !== 'moved') return true;
  try {
    await confirm(
      vscode.l10n.t(
        'The first message is in {0}. Go on with the other {1}?',
        task.target.queueName,
        rest.length,
      ),
      [
        placeOf(context, task.target),
        vscode.l10n.t(
          'This is production: see first whether its consumer copes with message {0}.',
          canary.outcome.newMessageId,
        ),
      ],
      vscode.l10n.t('Go On'),
    );
  } catch (error) {
    if (error instanceof Cancelled) return true;
    throw error;
  }
  return runAll(rest, tasks, options);
}

async function runAll(
  moves: readonly Move[],
  tasks: readonly MoveTask[],
  { title, perSecond }: { readonly title: string; readonly perSecond?: number | undefined },
): Promise<boolean> {
  const hasOrder = tasks.some(({ source, target }) =>
    [source, target].some(({ queueName }) => isFifoQueueName(queueName)),
  );
  const abort = new AbortController();
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const begun = await vscode.window.withProgress(progress, (reporter, token) => {
    token.onCancellationRequested(() => abort.abort());
    return runMoves(moves, {
      perSecond,
      atOnce: hasOrder ? 1 : AT_ONCE,
      signal: abort.signal,
      onDone: (_move, done) =>
        reporter.report({
          increment: 100 / moves.length,
          message: vscode.l10n.t('{0} of {1}', done, moves.length),
        }),
      now: Date.now,
      sleep: systemSleep,
    });
  });
  return begun.length < moves.length;
}

/** @returns true when what failed is to be tried again */
async function tellResult(
  context: CommandContext,
  tasks: readonly MoveTask[],
  moves: readonly Move[],
  failed: readonly Move[],
  isAborted: boolean,
): Promise<boolean> {
  const moved = moves.filter(({ outcome }) => outcome?.kind === 'moved');
  const text = isAborted
    ? vscode.l10n.t('Stopped: {0} of {1} messages were moved.', moved.length, moves.length)
    : vscode.l10n.t('{0} of {1} messages were moved.', moved.length, moves.length);
  const report = vscode.l10n.t('Show Report');
  const show = () => showReport(vscode.l10n.t('Moved Messages'), reportOf(context, tasks, moves, text));
  if (failed.length === 0) {
    void vscode.window
      .showInformationMessage(text, report)
      .then((chosen) => (chosen === report ? show() : undefined));
    return false;
  }
  const retry = vscode.l10n.t('Retry {0}', failed.length);
  const first = failed[0]?.outcome;
  const sentence = first && outcomeText(first);
  const chosen = await vscode.window.showWarningMessage(`${text} ${sentence ?? ''}`, retry, report);
  if (chosen === report) await show();
  if (chosen !== retry) return false;
  const doubles = failed.filter(({ retryMayDouble }) => retryMayDouble).length;
  if (doubles > 0) return askToDouble(context, tasks, doubles);
  return true;
}

async function askToDouble(
  context: CommandContext,
  tasks: readonly MoveTask[],
  count: number,
): Promise<boolean> {
  const button = vscode.l10n.t('Send Again');
  const detail = [
    ...placesOf(
      context,
      tasks.map(({ target }) => target),
    ).map((place) => vscode.l10n.t('To {0}', place)),
    vscode.l10n.t(
      'Nobody knows whether they arrived. A FIFO queue drops a second one only within five minutes, a standard queue never does. Look into the target queue first.',
    ),
  ].join('\n\n');
  const question = vscode.l10n.t('{0} messages may be in the target queue already. Send them again?', count);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

/** How a move ended, as a sentence. */
export function outcomeText(outcome: MoveOutcome): string {
  switch (outcome.kind) {
    case 'moved':
      return outcome.mayBeTwice
        ? vscode.l10n.t('Moved as {0}. A call was repeated: it may be there twice.', outcome.newMessageId)
        : vscode.l10n.t('Moved as {0}.', outcome.newMessageId);
    case 'notHeld':
      return vscode.l10n.t(
        'Not moved, its receipt is good no more; receive it again: {0}',
        failureText(outcome.error),
      );
    case 'notSent':
      return vscode.l10n.t('Not moved, it is where it was: {0}', failureText(outcome.error));
    case 'unknown':
      return vscode.l10n.t('It may be in both queues, no answer came: {0}', failureText(outcome.error));
    case 'notTaken':
      return outcome.reason === 'duplicate'
        ? vscode.l10n.t(
            'Not moved: the target took it for message {0}, which it had before.',
            outcome.newMessageId,
          )
        : vscode.l10n.t('Not deleted: the target has it as {0} with another MD5.', outcome.newMessageId);
    case 'notDeleted':
      return vscode.l10n.t(
        'It is in both queues, in the target as {0}; it could not be deleted: {1}',
        outcome.newMessageId,
        failureText(outcome.error),
      );
  }
}

function reportOf(
  context: CommandContext,
  tasks: readonly MoveTask[],
  moves: readonly Move[],
  text: string,
): string {
  const lines = moves.map(({ message, outcome }) => {
    const told = outcome ? outcomeText(outcome) : vscode.l10n.t('Not begun.');
    return `- ${message.messageId}: ${told}`;
  });
  return [
    `# ${text}`,
    '',
    ...placesOf(
      context,
      tasks.map(({ source }) => source),
    ).map((place) => vscode.l10n.t('From {0}', place)),
    ...placesOf(
      context,
      tasks.map(({ target }) => target),
    ).map((place) => vscode.l10n.t('To {0}', place)),
    '',
    ...lines,
    '',
  ].join('\n');
}

/** Each once. */
function placesOf(context: CommandContext, queues: readonly QueueRef[]): readonly string[] {
  return [...new Set(queues.map((queue) => placeOf(context, queue)))];
}

/** For one place that shows what the journal lists. */
export async function showUnfinishedMoves(context: CommandContext, journal: MoveJournal): Promise<void> {
  const moves = (await journal.readUnfinished()).filter(
    ({ isRunning, at }) => !isRunning || Date.now() - at > STILL_MOVING_MS,
  );
  if (moves.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There are no unfinished moves: no message is known to be in two queues.'),
    );
    return;
  }
  const words = {
    sending: vscode.l10n.t('may be in both queues'),
    sent: vscode.l10n.t('in both queues'),
    twice: vscode.l10n.t('may be twice in the target queue'),
  };
  const items = moves.map((move) => ({
    label: `${move.source.queueName} → ${move.target.queueName}: ${words[move.state]}`,
    description: new Date(move.at).toLocaleString(),
    detail: [move.messageId, move.newMessageId].filter((id) => id !== undefined).join(' → '),
    move,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('Unfinished Moves'),
    placeHolder: vscode.l10n.t('A message that may be in two places; look into both queues and delete one'),
    matchOnDetail: true,
  });
  if (!picked) throw new Cancelled();
  await settle(context, journal, picked.move);
}

async function settle(
  context: CommandContext,
  journal: MoveJournal,
  move: Awaited<ReturnType<MoveJournal['readUnfinished']>>[number],
): Promise<void> {
  const openSource = vscode.l10n.t('Open {0}', move.source.queueName);
  const openTarget = vscode.l10n.t('Open {0}', move.target.queueName);
  const settled = vscode.l10n.t('Settled');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Message {0}', move.messageId),
    {
      modal: true,
      detail: [
        vscode.l10n.t('From {0}', placeOf(context, move.source)),
        vscode.l10n.t('To {0}', placeOf(context, move.target)),
        vscode.l10n.t('“Settled” takes it off this list and touches no message.'),
      ].join('\n\n'),
    },
    openSource,
    openTarget,
    settled,
  );
  if (chosen === openSource) await context.panels.openMessages(move.source);
  if (chosen === openTarget) await context.panels.openMessages(move.target);
  if (chosen === settled) await journal.end(move.id);
}
