import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import { isUnderWay } from '../sqs/moveTasks';
import type { MoveTask } from '../sqs/sqsService';
import { failureText } from '../words/failureText';
import { moveTaskTarget, moveTaskText } from '../words/moveTaskText';
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
    const ended = await untilEnded(context, redrive, (task) => {
      const percent = task.toMove ? Math.min(100, (100 * task.moved) / task.toMove) : 0;
      progress.report({ message: moveTaskText(task), increment: percent - reported });
      reported = percent;
    });
    announce(redrive.queue, ended);
  });
}

function untilEnded(
  { explorer }: CommandContext,
  { queue, arn, handle }: StartedRedrive,
  tell: (task: MoveTask) => void,
): Promise<MoveTask> {
  return new Promise((resolve) => {
    const listener = explorer.moveTasks.onDidRead(({ queue: read, tasks }) => {
      if (read.queueUrl !== queue.queueUrl) return;
      // A task that has ended has no handle any more; it is the newest one then.
      const task = tasks.find((each) => each.handle === handle) ?? tasks[0];
      if (!task) return;
      tell(task);
      if (isUnderWay(task)) return;
      listener.dispose();
      resolve(task);
    });
    explorer.moveTasks.follow(queue, arn);
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

function announce({ queueName }: QueueRef, task: MoveTask): void {
  const text = vscode.l10n.t('Redrive of {0}: {1} {2}', queueName, moveTaskText(task), moveTaskTarget(task));
  if (task.status === 'FAILED') void vscode.window.showErrorMessage(text);
  else vscode.window.setStatusBarMessage(`$(check) ${text}`, 8_000);
}
