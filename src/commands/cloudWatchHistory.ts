import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { CLOUD_WATCH_KEPT_MS } from '../history/cloudWatchHistory';
import type { QueueRef } from '../shared/queue';
import { findMetricPlace, type MetricPlace, type NoMetrics, readQueueMetrics } from '../sqs/metricsReader';
import { joinMetricRows, METRIC_WINDOWS, type MetricWindow, metricPrice } from '../sqs/queueMetrics';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { pickQueue } from './pickers';
import { type CommandRunner, withProgress } from './runCommand';

/** What the command is run on: the queues of a dashboard, a row of the tree, or nothing from the palette. */
type Target = { readonly queues: readonly QueueRef[] } | CommandTarget;

/** Queues that one CloudWatch is asked about: of one connection and region. */
interface Group {
  readonly place: MetricPlace;
  readonly queues: QueueRef[];
}

/** Reads what CloudWatch knows of the time before the dashboard was opened. */
export function registerCloudWatchCommand(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  return runner.register(
    Commands.dashboardReadCloudWatch,
    vscode.l10n.t('Could not show history from CloudWatch'),
    (target: Target) => readHistory(context, target),
  );
}

async function readHistory(context: CommandContext, target: Target): Promise<void> {
  const { queues, isShown } = await queuesOf(context, target);
  const groups = await groupByPlace(context, queues);
  const window = await pickWindow(groups);
  const [first] = queues;
  // A dashboard that opens takes the focus, which would have closed the list.
  if (!isShown && first) await context.panels.openDashboard(first);
  const title = vscode.l10n.t('Reading from CloudWatch …');
  const empty = await withProgress(title, (signal) => readGroups(context, groups, window, signal));
  if (empty.length > 0) return void vscode.window.showInformationMessage(emptyText(empty));
  const message = vscode.l10n.t('History from CloudWatch shown');
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 3_000);
}

/** From the palette: those of the dashboard that has the focus, else one that the user picks. */
async function queuesOf(
  context: CommandContext,
  target: Target,
): Promise<{ readonly queues: readonly QueueRef[]; readonly isShown: boolean }> {
  if (target && 'queues' in target) return { queues: target.queues, isShown: true };
  const { dashboardQueues } = context.panels;
  if (!target && dashboardQueues.length > 0) return { queues: dashboardQueues, isShown: true };
  const title = vscode.l10n.t('Show History from CloudWatch');
  return { queues: [await pickQueue(context, target, title)], isShown: false };
}

/** @throws Error with the reason when CloudWatch can be asked about none of the queues */
async function groupByPlace(
  { clients, connections }: CommandContext,
  queues: readonly QueueRef[],
): Promise<readonly Group[]> {
  const groups = new Map<string, Group>();
  let refused: NoMetrics | undefined;
  for (const queue of queues) {
    const place = await findMetricPlace(clients, queue, connections.find(queue.connectionId));
    if ('reason' in place) {
      refused ??= place;
      continue;
    }
    const key = `${queue.connectionId}|${queue.region}`;
    const group = groups.get(key) ?? { place, queues: [] };
    group.queues.push(queue);
    groups.set(key, group);
  }
  if (groups.size === 0) throw new Error(refusalText(refused ?? { reason: 'removed' }));
  return [...groups.values()];
}

/** Says whom it asks about what, and the price of each window, before anything is sent. */
async function pickWindow(groups: readonly Group[]): Promise<MetricWindow> {
  const items = METRIC_WINDOWS.map((window) => ({
    label: windowText(window),
    description: vscode.l10n.t('a value for every {0} min', window.periodSeconds / 60),
    detail: priceText(groups, window),
    window,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('History from CloudWatch: {0}', groups.map(placeText).join('; ')),
    // A dashboard takes the focus back when the palette closes: the list would be gone with it.
    ignoreFocusOut: true,
    placeHolder: groups.flatMap(({ queues }) => queues.map(({ queueName }) => queueName)).join(', '),
  });
  if (!picked) throw new Cancelled();
  return picked.window;
}

/** @returns the queues of which CloudWatch has nothing */
async function readGroups(
  context: CommandContext,
  groups: readonly Group[],
  window: MetricWindow,
  signal: AbortSignal,
): Promise<readonly QueueRef[]> {
  const { cloudWatch, clients, meter } = context;
  const sources = { clients, meter, now: () => Date.now() };
  const empty: QueueRef[] = [];
  for (const { place, queues } of groups) {
    for await (const { queue, from, rows } of readQueueMetrics(sources, place, queues, window, signal)) {
      if (rows.at.length === 0) empty.push(queue);
      const known = cloudWatch.read(queue);
      const joined = known ? joinMetricRows(known, rows, from, Date.now() - CLOUD_WATCH_KEPT_MS) : rows;
      if (joined.at.length > 0) cloudWatch.set(queue, joined, window.hours);
    }
  }
  return empty;
}

function windowText({ hours }: MetricWindow): string {
  return hours <= 24 ? vscode.l10n.t('{0} hours', hours) : vscode.l10n.t('{0} days', hours / 24);
}

function placeText({ place: { connection, account, region, url } }: Group): string {
  const accountText = account ?? vscode.l10n.t('account not known');
  return [connectionLabel(connection), accountText, region, ...(url ? [url] : [])].join(' · ');
}

function priceText(groups: readonly Group[], window: MetricWindow): string {
  const prices = groups.map(({ queues }) => metricPrice(queues.length, window));
  const sum = (value: (price: (typeof prices)[number]) => number) =>
    prices.reduce((total, price) => total + value(price), 0);
  const calls = sum((price) => price.calls);
  const metrics = sum((price) => price.metrics);
  const dollars = new Intl.NumberFormat(vscode.env.language, {
    style: 'currency',
    currency: 'USD',
    maximumSignificantDigits: 2,
  }).format(sum((price) => price.dollars));
  return calls === 1
    ? vscode.l10n.t('1 call of GetMetricData for {0} metrics: about {1} at list price', metrics, dollars)
    : vscode.l10n.t(
        '{0} calls of GetMetricData for {1} metrics: about {2} at list price',
        calls,
        metrics,
        dollars,
      );
}

function emptyText(queues: readonly QueueRef[]): string {
  return vscode.l10n.t(
    'CloudWatch has no values of {0} in this time. It has none of a queue that nobody used for hours, and those of a queue that is used again come up to 15 minutes late.',
    queues.map(({ queueName }) => queueName).join(', '),
  );
}

function refusalText(refusal: NoMetrics): string {
  switch (refusal.reason) {
    case 'emulator':
      return vscode.l10n.t('The emulator has no CloudWatch; its queues are sampled every second.');
    case 'endpoint':
      return vscode.l10n.t('A custom endpoint has no CloudWatch.');
    case 'removed':
      return vscode.l10n.t('The connection of this queue does not exist any more.');
    case 'notAws':
      return vscode.l10n.t(
        'The calls of this profile go to {0}. Name its CloudWatch in the section services of the profile: cloudwatch with an endpoint_url.',
        refusal.url,
      );
    case 'otherAccount':
      return vscode.l10n.t(
        'The queue belongs to the account {0}, of which this connection has no CloudWatch.',
        refusal.account,
      );
  }
}
