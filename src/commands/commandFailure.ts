import * as vscode from 'vscode';
import { type Command, Commands } from '../contributions';
import { EmulatorStartError } from '../emulator/emulatorHost';
import { EMULATOR_STOPPED, Failure, type FailureKind } from '../sqs/failure';
import { failureText } from '../words/failureText';

/** A failure as it is shown: a sentence, and one thing that helps. */
export interface CommandFailure {
  readonly sentence: string;
  /** For the log: with the stack of a bug, without bodies and credentials. */
  readonly logged: string;
  readonly action: FailureAction;
}

interface FailureAction {
  readonly command: Command | 'workbench.action.openSettings';
  readonly title: string;
  readonly argument?: string;
}

/** Ends a command that the user called off. Nothing is shown. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export function isCancellation(error: unknown): boolean {
  if (error instanceof Cancelled || error instanceof vscode.CancellationError) return true;
  return error instanceof Error && error.name === 'AbortError';
}

/** Turns whatever was thrown into a sentence and an action. */
export function describeFailure(error: unknown): CommandFailure {
  if (error instanceof Failure) {
    return {
      sentence: failureText(error),
      logged: `${error.code}: ${error.message}`,
      action: actionOf(error),
    };
  }
  if (error instanceof EmulatorStartError) {
    const action = error.code.startsWith('DATA_') ? showDurableSetting() : showLog();
    return { sentence: error.message, logged: `${error.code}: ${error.message}`, action };
  }
  if (!(error instanceof Error)) return { sentence: String(error), logged: String(error), action: showLog() };
  return { sentence: error.message, logged: error.stack ?? error.message, action: showLog() };
}

function actionOf({ kind, code }: Failure): FailureAction {
  if (code === EMULATOR_STOPPED)
    return { command: Commands.emulatorStart, title: vscode.l10n.t('Start Emulator') };
  return actionsByKind()[kind] ?? showLog();
}

function actionsByKind(): Partial<Record<FailureKind, FailureAction>> {
  const chooseProfile = { command: Commands.profileChoose, title: vscode.l10n.t('Choose Profile') };
  return {
    notFound: { command: Commands.queuesRefresh, title: vscode.l10n.t('Refresh') },
    denied: chooseProfile,
    expired: chooseProfile,
  };
}

/** The stored queues cannot be used; without them the emulator still can. */
function showDurableSetting(): FailureAction {
  return {
    command: 'workbench.action.openSettings',
    title: vscode.l10n.t('Open Settings'),
    argument: 'queuescope.emulator.durable',
  };
}

function showLog(): FailureAction {
  return { command: Commands.logShow, title: vscode.l10n.t('Show Log') };
}
