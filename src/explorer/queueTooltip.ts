import * as vscode from 'vscode';
import { isFifoQueueName } from '../shared/queue';
import { durationText } from '../words/durationText';
import { failureText } from '../words/failureText';
import { typeName } from '../words/queueTypeName';
import type { QueueNode } from './nodes';

/** What hovering over a queue tells. All text from outside is escaped; nothing in it is a link or a command. */
export function queueTooltip(node: QueueNode): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(node.queue.queueName).appendMarkdown('**  \n');
  tooltip.appendText(typeName(node.type, node.queue.queueName)).appendMarkdown('\n\n');
  if (node.failure) return tooltip.appendText(failureText(node.failure));
  if (!node.attributes) return tooltip.appendText(vscode.l10n.t('Attributes are being read …'));
  tooltip.appendMarkdown('| | |\n|---|---|\n');
  for (const [name, value] of rows(node, node.attributes)) {
    tooltip
      .appendMarkdown('| ')
      .appendText(name)
      .appendMarkdown(' | ')
      .appendText(value)
      .appendMarkdown(' |\n');
  }
  return tooltip;
}

function rows(node: QueueNode, attributes: Readonly<Record<string, string>>): readonly [string, string][] {
  const { counts, queue } = node;
  const target = node.deadLetterTargetArn;
  return [
    [vscode.l10n.t('Visible'), String(counts?.visible ?? '')],
    [vscode.l10n.t('In flight'), String(counts?.inFlight ?? '')],
    [vscode.l10n.t('Delayed'), String(counts?.delayed ?? '')],
    [vscode.l10n.t('ARN'), attributes['QueueArn'] ?? ''],
    [vscode.l10n.t('Visibility timeout'), seconds(attributes['VisibilityTimeout'])],
    [vscode.l10n.t('Delivery delay'), seconds(attributes['DelaySeconds'])],
    [vscode.l10n.t('Receive wait time'), seconds(attributes['ReceiveMessageWaitTimeSeconds'])],
    [vscode.l10n.t('Retention'), seconds(attributes['MessageRetentionPeriod'])],
    [
      vscode.l10n.t('Maximum message size'),
      vscode.l10n.t('{0} bytes', attributes['MaximumMessageSize'] ?? ''),
    ],
    ...(isFifoQueueName(queue.queueName) ? [fifoRow(attributes)] : []),
    ...(target
      ? [[vscode.l10n.t('Dead-letter queue'), target.split(':').at(-1) ?? ''] as [string, string]]
      : []),
    ...(node.sources.length > 0 ? [sourcesRow(node)] : []),
  ];
}

/** As many as a tooltip has room for. */
const SOURCES_NAMED = 10;

function sourcesRow({ sources }: QueueNode): [string, string] {
  const names = sources.slice(0, SOURCES_NAMED).map(({ queue }) => queue.queueName);
  const more = sources.length - names.length;
  if (more > 0) names.push(vscode.l10n.t('{0} more', more));
  return [vscode.l10n.t('Dead-letter queue of'), names.join(', ')];
}

function fifoRow(attributes: Readonly<Record<string, string>>): [string, string] {
  const isOn = attributes['ContentBasedDeduplication'] === 'true';
  return [vscode.l10n.t('Content-based deduplication'), isOn ? vscode.l10n.t('on') : vscode.l10n.t('off')];
}

function seconds(text: string | undefined): string {
  return durationText(Number(text ?? 0));
}
