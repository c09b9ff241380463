import * as vscode from 'vscode';
import { type Command, Commands } from '../contributions';
import { EmulatorStartError } from '../emulator/emulatorHost';
import { EMULATOR_STOPPED, Failure, type FailureKind, isLapsed, NO_MFA_CODE } from '../sqs/failure';
import { GuardFailure } from '../sqs/guardedService';
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
  readonly argument?: unknown;
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

function actionOf(failure: Failure): FailureAction {
  if (failure instanceof GuardFailure) return guardAction(failure);
  const { kind, code, connection } = failure;
  if (connection?.kind === 'profile' && connection.usesSso && isLapsed(failure))
    return { command: Commands.connectionSignIn, title: vscode.l10n.t('Sign In'), argument: { connection } };
  if (connection && code === NO_MFA_CODE)
    return { command: Commands.connectionTest, title: vscode.l10n.t('Enter Code'), argument: { connection } };
  if (code === EMULATOR_STOPPED)
    return { command: Commands.emulatorStart, title: vscode.l10n.t('Start Emulator') };
  return actionsByKind()[kind] ?? showLog();
}

/** What the user can do about a rule of the connection. */
function guardAction({ rule, connection, queue }: GuardFailure): FailureAction {
  if (rule === 'locked' && queue)
    return { command: Commands.queueUnlock, title: vscode.l10n.t('Unlock Queue'), argument: { queue } };
  if (rule === 'budget') return { command: Commands.meterShow, title: vscode.l10n.t('Show Request Meter') };
  return {
    command: Commands.connectionMark,
    title: vscode.l10n.t('Change Marks'),
    argument: { connection },
  };
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
