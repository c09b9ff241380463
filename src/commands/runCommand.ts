import * as vscode from 'vscode';
import { type Command, Commands, registerCommand } from '../contributions';
import { type CommandFailure, describeFailure, isCancellation } from './commandFailure';

/** A short call shows no progress: a toast that flashes is worse than none. */
const PROGRESS_AFTER_MS = 400;

/** The errors of commands are shown here and nowhere else. */
export class CommandRunner {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /**
   * Registers a command whose failure is shown as one sentence with one action. Cancellation is silent.
   * @param what what could not be done, as in “Could not {what}”
   */
  register<Arguments extends unknown[]>(
    command: Command,
    what: string,
    run: (...args: Arguments) => unknown,
  ): vscode.Disposable {
    return registerCommand<Arguments>(vscode.commands, command, async (...args) => {
      try {
        await run(...args);
      } catch (error) {
        await this.#show(what, error);
      }
    });
  }

  async #show(what: string, error: unknown): Promise<void> {
    if (isCancellation(error)) return;
    const failure = describeFailure(error);
    this.#log.error(`${what}: ${failure.logged}`);
    await this.#offer(failure, vscode.l10n.t('{0}: {1}', what, failure.sentence));
  }

  async #offer({ action }: CommandFailure, message: string): Promise<void> {
    const chosen = await vscode.window.showErrorMessage(message, action.title);
    if (chosen !== action.title) return;
    const { command, argument } = action;
    await vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  }
}

/**
 * Runs a call to SQS with progress that can be cancelled.
 * @throws what the call throws; the signal's reason after a cancellation
 */
export async function withProgress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const running = task(abort.signal);
  const settled = running.then(
    () => undefined,
    () => undefined,
  );
  if (await isSettledWithin(settled, PROGRESS_AFTER_MS)) return running;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (_progress, token) => {
    token.onCancellationRequested(() => abort.abort());
    await settled;
  });
  return running;
}

async function isSettledWithin(settled: Promise<undefined>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const isSettled = await Promise.race([settled.then(() => true), late]);
  clearTimeout(timer);
  return isSettled;
}

/** Registers what shows the log. */
export function registerLogCommand(log: vscode.LogOutputChannel): vscode.Disposable {
  return registerCommand(vscode.commands, Commands.logShow, () => log.show());
}
