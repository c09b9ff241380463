import * as vscode from 'vscode';
import type { CloudWatchColumn } from '../shared/cloudWatch';
import type { QueueHeading } from '../shared/panelMessages';
import type { QueueRef } from '../shared/queue';
import {
  type CloudWatchSummary,
  type Histories,
  type QueueSummary,
  type Span,
  samplesCsv,
  summarizeCloudWatch,
  summarizeSamples,
} from './sampleText';

/** Lets what a dashboard shows out of it. */
export interface SampleExport {
  /** @param png base64 */
  savePicture(png: string): Promise<void>;
  saveCsv(queues: readonly QueueRef[], span: Span): Promise<void>;
  openSamples(queues: readonly QueueRef[], span: Span): Promise<void>;
  copySummary(queues: readonly QueueRef[], span: Span): Promise<void>;
}

/** By the dialogs and editors of VS Code. */
export function createSampleExport(
  histories: Histories,
  heading: (queue: QueueRef) => QueueHeading,
): SampleExport {
  return {
    savePicture: (png) => save('png', vscode.l10n.t('Picture'), Buffer.from(png, 'base64')),
    saveCsv: (queues, span) =>
      save('csv', vscode.l10n.t('Samples'), Buffer.from(samplesCsv(histories, queues, span))),
    openSamples: async (queues, span) => {
      const content = samplesCsv(histories, queues, span);
      const document = await vscode.workspace.openTextDocument({ content, language: 'csv' });
      await vscode.window.showTextDocument(document, { preview: false });
    },
    copySummary: async (queues, span) => {
      const summaries = queues.map((queue) => summarizeSamples(histories.samples, queue, span));
      const ofCloudWatch = queues.flatMap(
        (queue) => summarizeCloudWatch(histories.cloudWatch, queue, span) ?? [],
      );
      const text = [summaryMarkdown(summaries, span, heading), cloudWatchMarkdown(ofCloudWatch, heading)];
      await vscode.env.clipboard.writeText(text.join(''));
      vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Summary copied')}`, 3_000);
    },
  };
}

async function save(extension: 'png' | 'csv', name: string, bytes: Uint8Array): Promise<void> {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `queuescope-${stamp}.${extension}`;
  const uri = await vscode.window.showSaveDialog({
    filters: { [name]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, bytes);
}

function summaryMarkdown(
  summaries: readonly QueueSummary[],
  { from, to }: Span,
  heading: (queue: QueueRef) => QueueHeading,
): string {
  const time = (at: number) => new Date(at).toISOString();
  const head = [
    vscode.l10n.t('Queue'),
    vscode.l10n.t('Region'),
    vscode.l10n.t('Connection'),
    vscode.l10n.t('Visible'),
    vscode.l10n.t('In flight'),
    vscode.l10n.t('Delayed'),
    vscode.l10n.t('Samples'),
  ];
  const rows = summaries.map(({ queue, counts, samples }) => [
    queue.queueName,
    queue.region,
    heading(queue).connection,
    ...[0, 1, 2].map((index) => extentText(samples === 0 ? undefined : counts[index])),
    String(samples),
  ]);
  return table(
    vscode.l10n.t('Counts from {0} to {1}: last (lowest – highest)', time(from), time(to)),
    head,
    rows,
  );
}

/** Empty when CloudWatch was not asked, or knew nothing. */
function cloudWatchMarkdown(
  summaries: readonly CloudWatchSummary[],
  heading: (queue: QueueRef) => QueueHeading,
): string {
  if (summaries.length === 0) return '';
  const names: Partial<Record<CloudWatchColumn, string>> = {
    visible: vscode.l10n.t('Visible'),
    inFlight: vscode.l10n.t('In flight'),
    delayed: vscode.l10n.t('Delayed'),
  };
  const sums: Partial<Record<CloudWatchColumn, string>> = {
    sent: vscode.l10n.t('Sent'),
    received: vscode.l10n.t('Received'),
    deleted: vscode.l10n.t('Deleted'),
    emptyReceives: vscode.l10n.t('Empty receives'),
  };
  const keysOf = (columns: object) => Object.keys(columns) as CloudWatchColumn[];
  const head = [
    vscode.l10n.t('Queue'),
    vscode.l10n.t('Region'),
    vscode.l10n.t('Connection'),
    ...Object.values({ ...names, ...sums }),
    vscode.l10n.t('Oldest message (seconds)'),
  ];
  const rows = summaries.map(({ queue, columns }) => [
    queue.queueName,
    queue.region,
    heading(queue).connection,
    ...keysOf(names).map((name) => rangeText(columns[name])),
    ...keysOf(sums).map((name) => String(columns[name]?.sum ?? '–')),
    String(columns.oldestAge?.highest ?? '–'),
  ]);
  const title = vscode.l10n.t('CloudWatch in this time: lowest – highest of counts, sums, highest age');
  return `\n${table(title, head, rows)}`;
}

function rangeText(extent: { readonly lowest: number; readonly highest: number } | undefined): string {
  return extent ? `${extent.lowest} – ${extent.highest}` : '–';
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [title, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

function extentText(extent: QueueSummary['counts'][number] | undefined): string {
  return extent ? `${extent.last} (${extent.lowest} – ${extent.highest})` : '–';
}
