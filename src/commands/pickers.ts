import * as vscode from 'vscode';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { regionName } from '../sqs/regions';
import { connectionLabel, connectionMarksText } from '../words/connectionLabel';
import type { CommandContext, CommandTarget, RegionTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { ensureReachable } from './emulatorStart';

/**
 * The queue that a command is run on: the row's, else one that the user picks. Starts the emulator if it is there.
 * @throws Cancelled when the user picks none
 */
export async function pickQueue(
  context: CommandContext,
  target: CommandTarget,
  title: string,
): Promise<QueueRef> {
  if (target && 'queue' in target) {
    await ensureReachable(context, findConnection(context, target.queue.connectionId));
    return target.queue;
  }
  const { connection, region } = await pickRegion(context, target, title);
  return pickQueueOf(context, connection, region, title);
}

/**
 * The region that a command is run on: the row's, else one that the user picks. Starts the emulator if it is there.
 * @throws Cancelled when the user picks none
 */
export async function pickRegion(
  context: CommandContext,
  target: CommandTarget,
  title: string,
): Promise<RegionTarget> {
  const picked = isRegion(target)
    ? target
    : await pickRegionOf(context, connectionsOf(context, target), title);
  await ensureReachable(context, picked.connection);
  return picked;
}

/**
 * A region where something can be created: those of read-only connections are not offered.
 * @throws Cancelled when the user picks none
 */
export async function pickChangeableRegion(context: CommandContext, title: string): Promise<RegionTarget> {
  const changeable = context.connections.connections.filter(({ isReadOnly }) => !isReadOnly);
  const picked = await pickRegionOf(context, changeable, title);
  await ensureReachable(context, picked.connection);
  return picked;
}

/** @throws Cancelled when the user picks none */
export async function pickConnection(
  context: CommandContext,
  target: CommandTarget,
  title: string,
): Promise<Connection> {
  const connections = connectionsOf(context, target);
  const [only] = connections;
  if (only && connections.length === 1) return only;
  const items = connections.map((connection) => ({ label: connectionLabel(connection), connection }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder: vscode.l10n.t('Connection'),
  });
  if (!picked) throw new Cancelled();
  return picked.connection;
}

/** @throws Error when the connection is gone */
export function findConnection(context: CommandContext, connectionId: string): Connection {
  const connection = context.connections.find(connectionId);
  if (!connection) throw new Error(vscode.l10n.t('The connection of this queue does not exist any more.'));
  return connection;
}

function isRegion(target: CommandTarget): target is RegionTarget {
  return target !== undefined && 'region' in target;
}

function connectionsOf({ connections }: CommandContext, target: CommandTarget): readonly Connection[] {
  return target && 'connection' in target ? [target.connection] : connections.connections;
}

async function pickRegionOf(
  { regions }: CommandContext,
  connections: readonly Connection[],
  title: string,
): Promise<RegionTarget> {
  const lists = await Promise.all(
    connections.map(async (connection) =>
      (await regions.readRegions(connection)).map((region) => ({ connection, region })),
    ),
  );
  const targets = lists.flat();
  const [only] = targets;
  if (only && targets.length === 1) return only;
  const items = targets.map((target) => ({
    label: target.region,
    description: [connectionLabel(target.connection), ...connectionMarksText(target.connection)].join(' · '),
    detail: regionName(target.region) ?? '',
    target,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder: vscode.l10n.t('Region'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) throw new Cancelled();
  return picked.target;
}

interface QueueItem extends vscode.QuickPickItem {
  readonly queue: QueueRef;
}

/** Shows the queues as their pages come; closing the list ends the listing. */
async function pickQueueOf(
  { services }: CommandContext,
  connection: Connection,
  region: string,
  title: string,
): Promise<QueueRef> {
  const picker = vscode.window.createQuickPick<QueueItem>();
  picker.ignoreFocusOut = true;
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Queue in {0} · {1}', connectionLabel(connection), region);
  picker.busy = true;
  const abort = new AbortController();
  try {
    const picked = whenPicked(picker);
    picker.show();
    const listed = (async () => {
      for await (const page of services.get(connection.id, region).listQueues({ signal: abort.signal })) {
        picker.items = [...picker.items, ...page.map(queueItem)];
      }
      picker.busy = false;
      if (picker.items.length === 0)
        picker.placeholder = vscode.l10n.t('There are no queues in {0}.', region);
      return picked;
    })();
    const queue = await Promise.race([picked, listed]);
    listed.catch(() => undefined);
    if (!queue) throw new Cancelled();
    return queue;
  } finally {
    abort.abort();
    picker.dispose();
  }
}

function whenPicked(picker: vscode.QuickPick<QueueItem>): Promise<QueueRef | undefined> {
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item) resolve(item.queue);
    });
    picker.onDidHide(() => resolve(undefined));
  });
}

function queueItem(queue: QueueRef): QueueItem {
  const description = isFifoQueueName(queue.queueName) ? vscode.l10n.t('FIFO') : '';
  return { label: queue.queueName, description, queue };
}
