import * as vscode from 'vscode';
import type { QueueHistory } from '../history/queueHistory';
import type { QueueHeading } from '../shared/panelMessages';
import type { QueueRef } from '../shared/queue';
import { type QueueSummary, type Span, samplesCsv, summarizeSamples } from './sampleText';

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
  history: Pick<QueueHistory, 'read'>,
  heading: (queue: QueueRef) => QueueHeading,
): SampleExport {
  return {
    savePicture: (png) => save('png', vscode.l10n.t('Picture'), Buffer.from(png, 'base64')),
    saveCsv: (queues, span) =>
      save('csv', vscode.l10n.t('Samples'), Buffer.from(samplesCsv(history, queues, span))),
    openSamples: async (queues, span) => {
      const content = samplesCsv(history, queues, span);
      const document = await vscode.workspace.openTextDocument({ content, language: 'csv' });
      await vscode.window.showTextDocument(document, { preview: false });
    },
    copySummary: async (queues, span) => {
      const summaries = queues.map((queue) => summarizeSamples(history, queue, span));
      await vscode.env.clipboard.writeText(summaryMarkdown(summaries, span, heading));
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
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    vscode.l10n.t('Counts from {0} to {1}: last (lowest – highest)', time(from), time(to)),
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

function extentText(extent: QueueSummary['counts'][number] | undefined): string {
  return extent ? `${extent.last} (${extent.lowest} – ${extent.highest})` : '–';
}
