import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { QueueRef } from '../shared/queue';
import { isFifoQueueName } from '../shared/queue';
import { clientTarget } from '../sqs/clients';
import { type Connection, isAws } from '../sqs/connection';
import { GuardFailure } from '../sqs/guardedService';
import { hourlyCost } from '../traffic/cost';
import { type PresetName, presetNames, presets } from '../traffic/presets';
import { checkTraffic } from '../traffic/trafficChecks';
import type { TrafficEntry } from '../trafficView/trafficBook';
import { connectionLabel } from '../words/connectionLabel';
import { queueDetail } from '../words/queueDetail';
import { presetText, trafficProblemText } from '../words/trafficTexts';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { ensureReachable } from './emulatorStart';
import { pickQueue } from './pickers';
import { type CommandRunner, withProgress } from './runCommand';
import { editTraffic } from './trafficEditing';

/** Producers and consumers: add, start, stop, change, take away. */
export function registerTrafficCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { traffic } = context;
  return vscode.Disposable.from(
    runner.register(
      Commands.trafficAdd,
      vscode.l10n.t('Could not add a producer or consumer'),
      (target: CommandTarget) => add(context, target),
    ),
    runner.register(
      Commands.trafficStart,
      vscode.l10n.t('Could not start the traffic'),
      async (row?: unknown) =>
        start(context, await pickEntry(context, row, vscode.l10n.t('Start'), isStopped)),
    ),
    runner.register(
      Commands.trafficStop,
      vscode.l10n.t('Could not stop the traffic'),
      async (row?: unknown) =>
        traffic.book.stop(await pickEntry(context, row, vscode.l10n.t('Stop'), (entry) => !isStopped(entry))),
    ),
    runner.register(Commands.trafficStopAll, vscode.l10n.t('Could not stop the traffic'), () =>
      traffic.book.stopAll(),
    ),
    runner.register(
      Commands.trafficEdit,
      vscode.l10n.t('Could not change the traffic'),
      async (row?: unknown) =>
        editTraffic(traffic.book, await pickEntry(context, row, vscode.l10n.t('Edit'), () => true)),
    ),
    runner.register(
      Commands.trafficRemove,
      vscode.l10n.t('Could not remove the traffic'),
      async (row?: unknown) =>
        traffic.book.remove(
          await pickEntry(context, row, vscode.l10n.t('Remove'), ({ isShared }) => !isShared),
        ),
    ),
  );
}

async function add(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Add Producer or Consumer');
  const queue = await pickQueue(context, target, title);
  requireWritable(findConnection(context, queue.connectionId));
  const { connectionId, region, queueName } = queue;
  const preset = await pickPreset(queueName, title);
  const definition = { name: preset, connectionId, region, queueName, spec: presets[preset] };
  const entry = await context.traffic.book.add(definition);
  await start(context, entry);
}

async function pickPreset(queueName: string, title: string): Promise<PresetName> {
  const fitting = presetNames.filter((name) => checkTraffic(presets[name], queueName).length === 0);
  const isFifo = isFifoQueueName(queueName);
  const sorted = [...fitting].sort(
    (a, b) => Number(b.startsWith('fifo') === isFifo) - Number(a.startsWith('fifo') === isFifo),
  );
  const items = sorted.map((preset) => ({ label: preset, detail: presetText(preset), preset }));
  const placeHolder = vscode.l10n.t('What to let loose on {0}; it can be changed later', queueName);
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder,
    matchOnDetail: true,
  });
  if (!picked) throw new Cancelled();
  return picked.preset;
}

async function start(context: CommandContext, entry: TrafficEntry): Promise<void> {
  const { connectionId, region, queueName, spec } = entry.definition;
  const connection = findConnection(context, connectionId);
  requireWritable(connection);
  if (spec.kind === 'consumer' && connection.isProduction) throw new GuardFailure('continuous', connection);
  const [problem] = checkTraffic(spec, queueName);
  if (problem) throw new Error(trafficProblemText(problem));
  await ensureReachable(context, connection);
  const queue = await withProgress(vscode.l10n.t('Looking for {0} …', queueName), (signal) =>
    context.services.get(connectionId, region).getQueueUrl(queueName, signal),
  );
  if (connection.kind !== 'emulator') await confirm(entry, connection, queue);
  const target = await clientTarget(context.clients, connection, region);
  context.traffic.book.start(entry, target, queue, connection);
  await context.traffic.reveal(entry);
}

/** Asks in a modal that names connection, account, region, queue and what it costs. @throws Cancelled unless confirmed */
async function confirm({ definition }: TrafficEntry, connection: Connection, queue: QueueRef): Promise<void> {
  const { requests, dollars } = hourlyCost(definition.spec, queue.queueName);
  const detail = [
    ...queueDetail(queue, connection),
    ...(isAws(connection)
      ? [
          vscode.l10n.t(
            'Cost: up to about {0} requests an hour, US$ {1} at the list price',
            requests,
            dollars.toFixed(2),
          ),
        ]
      : []),
  ].join('\n');
  const isProducer = definition.spec.kind === 'producer';
  const question = isProducer
    ? vscode.l10n.t('Let {0} send messages until it is stopped?', definition.name)
    : vscode.l10n.t('Let {0} receive and delete messages until it is stopped?', definition.name);
  const button = vscode.l10n.t('Start');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
}

/** @throws Error for a connection that traffic must never touch */
function requireWritable(connection: Connection): void {
  if (connection.isReadOnly)
    throw new Error(
      vscode.l10n.t('{0} is read-only; traffic sends or deletes messages.', connectionLabel(connection)),
    );
  if (connection.isProduction)
    throw new Error(
      vscode.l10n.t('{0} is marked as production; traffic never runs there.', connectionLabel(connection)),
    );
}

function findConnection({ connections }: CommandContext, connectionId: string): Connection {
  const connection = connections.find(connectionId);
  if (!connection) throw new Error(vscode.l10n.t('Its connection does not exist any more.'));
  return connection;
}

/** The row of the view, else one that the user picks. @throws Cancelled when the user picks none */
async function pickEntry(
  { traffic: { book } }: CommandContext,
  row: unknown,
  title: string,
  isWanted: (entry: TrafficEntry) => boolean,
): Promise<TrafficEntry> {
  const ofRow = book.entries.find((entry) => entry === row);
  if (ofRow) return ofRow;
  const wanted = book.entries.filter(isWanted);
  if (wanted.length === 0) throw new Error(vscode.l10n.t('There is no producer or consumer for that.'));
  const items = wanted.map((entry) => ({
    label: entry.definition.name,
    description: entry.definition.queueName,
    entry,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder: vscode.l10n.t('Producer or consumer'),
  });
  if (!picked) throw new Cancelled();
  return picked.entry;
}

function isStopped({ run }: TrafficEntry): boolean {
  return run === undefined || run.state === 'ended';
}
