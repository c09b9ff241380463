import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { DisposableStore } from '../shared/disposable';
import { type QueueRef, queueKey } from '../shared/queue';
import { isUnderWay } from '../sqs/moveTasks';
import type { MoveTask } from '../sqs/sqsService';
import { failureText } from '../words/failureText';
import { moveTaskTarget, moveTaskText, NO_SOURCE } from '../words/moveTaskText';
import type { CommandContext } from './commandContext';

export interface StartedRedrive {
  readonly queue: QueueRef;
  readonly arn: string;
  readonly handle: string;
}

/** Shows how far a redrive is, in the tree and in a notification that can cancel it. The command does not wait for it. */
export function followRedrive(context: CommandContext, redrive: StartedRedrive): void {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Redrive of {0}', redrive.queue.queueName),
    cancellable: true,
  };
  let reported = 0;
  void vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => void cancel(context, redrive));
    const end = await untilEnded(context, redrive, (task) => {
      const percent = task.toMove ? Math.min(100, (100 * task.moved) / task.toMove) : 0;
      progress.report({ message: moveTaskText(task), increment: percent - reported });
      reported = percent;
    });
    // The progress ends first: an error waits for the user.
    void announce(context, redrive, end);
  });
}

/** How a redrive was seen to end, or why it can be seen no longer. */
type End =
  | { readonly kind: 'ended'; readonly task: MoveTask }
  | { readonly kind: 'lost'; readonly reason: string };

function untilEnded(
  { explorer }: CommandContext,
  { queue, arn, handle }: StartedRedrive,
  tell: (task: MoveTask) => void,
): Promise<End> {
  const { moveTasks } = explorer;
  const key = queueKey(queue);
  return new Promise<End>((resolve) => {
    const disposables = new DisposableStore();
    const end = (how: End) => {
      disposables.dispose();
      resolve(how);
    };
    disposables.add(
      moveTasks.onDidRead(({ queue: read, tasks }) => {
        if (queueKey(read) !== key) return;
        // A task that has ended has no handle any more; it is the newest one then.
        const task = tasks.find((each) => each.handle === handle) ?? tasks[0];
        if (!task) return end({ kind: 'lost', reason: vscode.l10n.t('SQS does not list it.') });
        tell(task);
        if (!isUnderWay(task)) end({ kind: 'ended', task });
      }),
    );
    disposables.add(
      moveTasks.onDidFail(({ queue: failed, error }) => {
        if (queueKey(failed) === key) end({ kind: 'lost', reason: failureText(error) });
      }),
    );
    moveTasks.follow(queue, arn);
  });
}

async function cancel({ services }: CommandContext, { queue, handle }: StartedRedrive): Promise<void> {
  try {
    await services.get(queue.connectionId, queue.region).cancelMessageMoveTask(handle);
  } catch (error) {
    const sentence = vscode.l10n.t('Could not cancel the redrive: {0}', failureText(error));
    await vscode.window.showErrorMessage(sentence);
  }
}

async function announce(context: CommandContext, redrive: StartedRedrive, end: End): Promise<void> {
  if (end.kind === 'lost') return sayLost(context, redrive, end.reason);
  const { task } = end;
  const { queueName } = redrive.queue;
  const text = vscode.l10n.t('Redrive of {0}: {1} {2}', queueName, moveTaskText(task), moveTaskTarget(task));
  if (task.status === 'FAILED') await offerAnother(redrive.queue, task, text);
  else vscode.window.setStatusBarMessage(`$(check) ${text}`, 8_000);
}

async function offerAnother(queue: QueueRef, { failureReason }: MoveTask, text: string): Promise<void> {
  const again = vscode.l10n.t('Choose a Queue…');
  const offered = failureReason === NO_SOURCE ? [again] : [];
  const chosen = await vscode.window.showErrorMessage(text, ...offered);
  if (chosen === again) await vscode.commands.executeCommand(Commands.queueRedrive, { queue });
}

/** The redrive itself goes on in SQS. */
async function sayLost(context: CommandContext, redrive: StartedRedrive, reason: string): Promise<void> {
  const again = vscode.l10n.t('Try Again');
  const sentence = vscode.l10n.t(
    'The redrive of {0} was started, but how far it is could not be read: {1}',
    redrive.queue.queueName,
    reason,
  );
  const chosen = await vscode.window.showErrorMessage(sentence, again);
  if (chosen === again) followRedrive(context, redrive);
}
