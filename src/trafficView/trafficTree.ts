import * as vscode from 'vscode';
import { DisposableStore } from '../shared/disposable';
import type { Connection } from '../sqs/connection';
import { connectionLabel } from '../words/connectionLabel';
import { figureTexts, specText } from '../words/trafficTexts';
import type { TrafficBook, TrafficEntry } from './trafficBook';

/** A row of the Traffic view. */
export type TrafficNode = TrafficEntry | TrafficNote | TrafficFigure;

/** One figure of a run, below its producer or consumer. */
export interface TrafficFigure {
  readonly entry: TrafficEntry;
  readonly label: string;
  readonly value: string;
}

/** What is wrong with a file, in place of its rows. */
export interface TrafficNote {
  readonly note: string;
  readonly file: vscode.Uri;
}

/** The rows of the Traffic view. */
export class TrafficTree implements vscode.TreeDataProvider<TrafficNode>, vscode.Disposable {
  readonly #book: TrafficBook;
  readonly #findConnection: (id: string) => Connection | undefined;
  readonly #disposables = new DisposableStore();
  readonly #onDidChangeTreeData = this.#disposables.add(new vscode.EventEmitter<TrafficNode | undefined>());
  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;
  #notes: readonly TrafficNote[] = [];

  constructor(book: TrafficBook, findConnection: (id: string) => Connection | undefined) {
    this.#book = book;
    this.#findConnection = findConnection;
    this.#disposables.add(book.onDidChange((entry) => this.#onDidChangeTreeData.fire(entry)));
  }

  set notes(notes: readonly TrafficNote[]) {
    this.#notes = notes;
    this.#onDidChangeTreeData.fire(undefined);
  }

  getChildren(node?: TrafficNode): TrafficNode[] {
    if (!node) return [...this.#book.entries, ...this.#notes];
    return 'definition' in node ? figuresOf(node) : [];
  }

  getParent(node: TrafficNode): TrafficNode | undefined {
    return 'entry' in node ? node.entry : undefined;
  }

  getTreeItem(node: TrafficNode): vscode.TreeItem {
    if ('note' in node) return noteItem(node);
    return 'entry' in node ? figureItem(node) : entryItem(node, this.#findConnection);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TrafficNode): vscode.TreeItem {
    if ('definition' in node) item.tooltip = tooltip(node);
    return item;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function entryItem(
  entry: TrafficEntry,
  findConnection: (id: string) => Connection | undefined,
): vscode.TreeItem {
  const { definition, run, isShared } = entry;
  const { id, name, spec, queueName, connectionId } = definition;
  const state = run && run.state !== 'ended' ? run.state : 'stopped';
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, run ? Collapsed : None);
  item.id = id;
  const connection = findConnection(connectionId);
  const where =
    connection?.kind === 'emulator'
      ? queueName
      : `${queueName} (${connection ? connectionLabel(connection) : connectionId})`;
  item.description = [where, stateText(entry)].join(' · ');
  item.iconPath = icon(entry, state !== 'stopped');
  item.contextValue = `traffic.${state}${isShared ? '.shared' : ''}`;
  const kind = spec.kind === 'producer' ? vscode.l10n.t('producer') : vscode.l10n.t('consumer');
  const spoken = state === 'stopped' ? vscode.l10n.t('stopped') : vscode.l10n.t('running');
  item.accessibilityInformation = { label: [name, kind, spoken, item.description].join(', ') };
  return item;
}

function stateText({ definition: { spec }, run, perSecond }: TrafficEntry): string {
  if (!run) return specText(spec);
  const failed = run.figures?.failed ?? 0;
  return [
    run.state === 'running' ? vscode.l10n.t('{0}/s', paceText(perSecond)) : stateWord(run.state),
    ...(failed > 0 ? [vscode.l10n.t('{0} failed', failed)] : []),
  ].join(' · ');
}

function stateWord(state: 'stopping' | 'ended'): string {
  return state === 'stopping' ? vscode.l10n.t('stopping') : vscode.l10n.t('ended');
}

function figuresOf(entry: TrafficEntry): TrafficFigure[] {
  const { run } = entry;
  if (!run?.figures) return [];
  return figureTexts(run.order.spec, run.figures).map(([label, value]) => ({ entry, label, value }));
}

function figureItem({ entry, label, value }: TrafficFigure): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = `${entry.definition.id} ${label}`;
  item.description = value;
  item.tooltip = `${label}: ${value}`;
  item.contextValue = 'figure';
  item.accessibilityInformation = { label: `${label}, ${value}` };
  return item;
}

function paceText(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond));
}

function icon({ definition, run }: TrafficEntry, isRunning: boolean): vscode.ThemeIcon {
  if (run?.error || (run?.figures?.failed ?? 0) > 0)
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  const name = definition.spec.kind === 'producer' ? 'arrow-circle-up' : 'arrow-circle-down';
  return new vscode.ThemeIcon(name, isRunning ? new vscode.ThemeColor('charts.green') : undefined);
}

function tooltip({ definition, run, isShared }: TrafficEntry): vscode.MarkdownString {
  const { name, spec, region, queueName } = definition;
  const text = new vscode.MarkdownString();
  text.appendText(`${name}: ${specText(spec)}\n`);
  text.appendText(`${queueName}, ${region}\n`);
  if (isShared) text.appendText(vscode.l10n.t('From a file of the workspace') + '\n');
  if (run?.error) text.appendText(vscode.l10n.t('Ended by an error; see the log.'));
  return text;
}

function noteItem({ note, file }: TrafficNote): vscode.TreeItem {
  const item = new vscode.TreeItem(note);
  item.iconPath = new vscode.ThemeIcon('warning');
  item.tooltip = note;
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open File'), arguments: [file] };
  return item;
}
