import * as vscode from 'vscode';
import { type SnippetLanguage, type SnippetTarget, toSnippet } from '../attributes/snippets';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { findConnection, pickQueue } from './pickers';

interface SnippetItem extends vscode.QuickPickItem {
  readonly language?: SnippetLanguage;
}

/** Copies the name of a queue, or code that sends to it and receives from it. */
export async function copyQueueAs(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Copy As'));
  const picked = await vscode.window.showQuickPick(items(), {
    ignoreFocusOut: true,
    title: vscode.l10n.t('Copy {0} As', queue.queueName),
    placeHolder: vscode.l10n.t('What goes to the clipboard'),
  });
  if (!picked) throw new Cancelled();
  const { language } = picked;
  const text = language ? toSnippet(language, snippetTarget(context, queue)) : queue.queueName;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('{0} copied', picked.label)}`, 3_000);
}

function items(): readonly SnippetItem[] {
  return [
    { label: vscode.l10n.t('Name') },
    { label: vscode.l10n.t('AWS CLI'), language: 'awsCli' },
    { label: vscode.l10n.t('JavaScript (AWS SDK v3)'), language: 'javascript' },
    { label: vscode.l10n.t('Python (boto3)'), language: 'python' },
    { label: vscode.l10n.t('Java (AWS SDK 2)'), language: 'java' },
    { label: vscode.l10n.t('Go (AWS SDK v2)'), language: 'go' },
  ];
}

function snippetTarget(context: CommandContext, queue: QueueRef): SnippetTarget {
  const connection = findConnection(context, queue.connectionId);
  const { state } = context.emulator;
  const { queueName, queueUrl, region } = queue;
  const shared = { queueName, queueUrl, region, isFifo: isFifoQueueName(queueName) };
  if (connection.kind === 'emulator')
    return { ...shared, endpoint: state.kind === 'running' ? state.endpoint : new URL(queueUrl).origin };
  if (connection.kind === 'endpoint') return { ...shared, endpoint: connection.url };
  if (connection.kind !== 'profile') return shared;
  return { ...shared, profile: connection.profile, endpoint: connection.url };
}
