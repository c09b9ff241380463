import * as vscode from 'vscode';
import { type Command, Commands } from '../contributions';
import { type Failure, isLapsed, NO_CREDENTIALS, NO_MFA_CODE } from '../sqs/failure';
import type { Note, NoteNode } from './nodes';
import { problemColour } from './problemColour';

/** A row that says something and does one thing about it when it is opened. */
interface NoteText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** The icon has the colour of problems. */
  readonly severity?: 'error' | 'warning';
  readonly action?: {
    readonly command: Command;
    readonly title: string;
    readonly arguments?: readonly unknown[];
  };
}

export function noteItem({ parent, note }: NoteNode): vscode.TreeItem {
  const { label, description, icon, severity, action } = noteText(note, parent);
  const item = new vscode.TreeItem(label);
  // One note at a time, so that a change of the note changes the row instead of replacing it.
  item.id = `${parent.connection.id} ${parent.kind === 'region' ? parent.region : ''} note`;
  const hint = action?.title;
  // The action first: what the service said is often longer than the row.
  item.description = [hint, description].filter(Boolean).join(' — ') || false;
  item.iconPath = new vscode.ThemeIcon(icon, severity && problemColour(severity));
  item.contextValue = `note.${note.code}`;
  const said = [label, description].filter(Boolean).join(': ');
  item.tooltip = hint ? `${said}\n${vscode.l10n.t('Click: {0}', hint)}` : said;
  item.accessibilityInformation = { label: [label, description, hint].filter(Boolean).join(', ') };
  if (action) item.command = { ...action, arguments: [...(action.arguments ?? [])] };
  return item;
}

function noteText(note: Note, parent: NoteNode['parent']): NoteText {
  switch (note.code) {
    case 'noQueues':
      return {
        label: vscode.l10n.t('No queues'),
        icon: 'info',
        action: {
          command: Commands.queueCreate,
          title: vscode.l10n.t('Create Queue'),
          arguments: [parent],
        },
      };
    case 'noMatch':
      return {
        label: vscode.l10n.t('No queue name contains “{0}”', note.filter),
        icon: 'filter',
        action: { command: Commands.queuesClearFilter, title: vscode.l10n.t('Clear Filter') },
      };
    case 'sortedByDepth':
      return {
        label: vscode.l10n.t('Deepest first, as of {0}', new Date(note.takenAt).toLocaleTimeString()),
        icon: 'sort-precedence',
        action: {
          command: Commands.queuesSortByName,
          title: vscode.l10n.t('Sort by Name'),
          arguments: [parent],
        },
      };
    case 'emulatorStopped':
      return {
        label: vscode.l10n.t('The emulator is stopped'),
        icon: 'debug-start',
        action: { command: Commands.emulatorStart, title: vscode.l10n.t('Start Emulator') },
      };
    case 'emulatorStarting':
      return { label: vscode.l10n.t('Starting the emulator …'), icon: 'loading~spin' };
    case 'emulatorFailed':
      return {
        label: vscode.l10n.t('The emulator failed'),
        description: note.reason,
        icon: 'error',
        severity: 'error',
        action: { command: Commands.emulatorRestart, title: vscode.l10n.t('Restart Emulator') },
      };
    case 'failed':
      return {
        severity: note.failure.kind === 'throttled' ? 'warning' : 'error',
        ...failureText(note.failure, parent),
      };
  }
}

function failureText(failure: Failure, parent: NoteNode['parent']): NoteText {
  const { connection } = parent;
  const { message: description } = failure;
  const retry = {
    command: Commands.queuesRefresh,
    title: vscode.l10n.t('Retry'),
    arguments: [parent],
  };
  const chooseProfile = { command: Commands.profileChoose, title: vscode.l10n.t('Choose Profile') };
  if (connection.kind === 'profile' && connection.usesSso && isLapsed(failure)) {
    return {
      label: vscode.l10n.t('The SSO login has expired'),
      description,
      icon: 'key',
      action: {
        command: Commands.connectionSignIn,
        title: vscode.l10n.t('Sign In'),
        arguments: [{ connection }],
      },
    };
  }
  if (failure.code === NO_MFA_CODE) {
    return {
      label: vscode.l10n.t('No MFA code was given'),
      icon: 'key',
      action: { ...retry, title: vscode.l10n.t('Enter Code') },
    };
  }
  if (failure.code === NO_CREDENTIALS && connection.kind === 'profile') {
    return { label: vscode.l10n.t('No credentials'), description, icon: 'key', action: chooseProfile };
  }
  switch (failure.kind) {
    case 'denied':
      return {
        label: failure.iamAction
          ? vscode.l10n.t('Access denied: {0} is not allowed', failure.iamAction)
          : vscode.l10n.t('Access denied'),
        description,
        icon: 'lock',
        action: chooseProfile,
      };
    case 'expired':
      return {
        label: vscode.l10n.t('Credentials have expired'),
        description,
        icon: 'key',
        action: chooseProfile,
      };
    case 'throttled':
      return { label: vscode.l10n.t('SQS asks to slow down'), description, icon: 'warning', action: retry };
    case 'unreachable':
      return {
        label: vscode.l10n.t('SQS does not answer'),
        description,
        icon: 'debug-disconnect',
        action: retry,
      };
    case 'invalid':
    case 'refused':
    case 'notFound':
      return { label: vscode.l10n.t('SQS refused the request'), description, icon: 'error', action: retry };
  }
}
