import * as vscode from 'vscode';
import type { ProfileConnection } from '../sqs/connection';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget } from './commandContext';
import { pickConnection } from './pickers';

/**
 * Runs `aws sso login` for a profile as a task, and shows the queues when it is done.
 *
 * The profile's name is an argument of the program, never a part of a command line.
 */
export async function signIn(context: CommandContext, target: CommandTarget): Promise<void> {
  const connection = await pickConnection(context, target, vscode.l10n.t('Sign In with SSO'));
  if (connection.kind !== 'profile') {
    const label = connectionLabel(connection);
    throw new Error(vscode.l10n.t('{0} has no SSO login: only AWS profiles have.', label));
  }
  const exitCode = await runLogin(connection);
  if (exitCode !== 0) {
    throw new Error(
      vscode.l10n.t('aws sso login failed: the terminal says why. It needs the AWS CLI, version 2.'),
    );
  }
  await context.awsFiles.reload();
}

/** @returns the exit code; undefined when the task could not run or was ended */
async function runLogin({ profile }: ProfileConnection): Promise<number | undefined> {
  const execution = new vscode.ShellExecution('aws', [
    { value: 'sso', quoting: vscode.ShellQuoting.Strong },
    { value: 'login', quoting: vscode.ShellQuoting.Strong },
    { value: '--profile', quoting: vscode.ShellQuoting.Strong },
    { value: profile, quoting: vscode.ShellQuoting.Strong },
  ]);
  const task = new vscode.Task(
    { type: 'shell', queuescope: profile },
    vscode.TaskScope.Workspace,
    vscode.l10n.t('aws sso login ({0})', profile),
    'Queuescope',
    execution,
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: false };
  const running = await vscode.tasks.executeTask(task);
  return new Promise((resolve) => {
    const ended = vscode.tasks.onDidEndTaskProcess(({ execution: other, exitCode }) => {
      if (other !== running) return;
      ended.dispose();
      finished.dispose();
      resolve(exitCode);
    });
    // A task whose terminal was closed has no process that ends.
    const finished = vscode.tasks.onDidEndTask(({ execution: other }) => {
      if (other !== running) return;
      setTimeout(() => {
        ended.dispose();
        finished.dispose();
        resolve(undefined);
      }, 500);
    });
  });
}
