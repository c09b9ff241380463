import * as vscode from 'vscode';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import type { SqsServices } from '../sqs/sqsService';
import { connectionLabel } from '../words/connectionLabel';
import { failureText } from '../words/failureText';

/** Where queues are looked for. */
export interface PickerSources {
  readonly connections: { readonly connections: readonly Connection[] };
  readonly regions: { readRegions(connection: Connection): Promise<readonly string[]> };
  readonly services: SqsServices;
}

interface Place {
  readonly connection: Connection;
  readonly region: string;
}

interface QueueItem extends vscode.QuickPickItem {
  readonly queue: QueueRef;
}

/** Lets the user choose queues of one region of one connection; empty when the user chose none. */
export async function pickQueues(sources: PickerSources, title: string): Promise<readonly QueueRef[]> {
  const place = await pickPlace(sources, title);
  return place ? pickQueuesOf(sources.services, place, title) : [];
}

async function pickPlace({ connections, regions }: PickerSources, title: string): Promise<Place | undefined> {
  const lists = await Promise.all(
    connections.connections.map(async (connection) =>
      (await regions.readRegions(connection)).map((region) => ({ connection, region })),
    ),
  );
  const places = lists.flat();
  if (places.length <= 1) return places[0];
  const items = places.map((place) => ({
    label: place.region,
    description: connectionLabel(place.connection),
    place,
  }));
  const placeHolder = vscode.l10n.t('Region');
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.place;
}

/** Shows the queues as their pages come. */
async function pickQueuesOf(
  services: SqsServices,
  place: Place,
  title: string,
): Promise<readonly QueueRef[]> {
  const picker = vscode.window.createQuickPick<QueueItem>();
  picker.ignoreFocusOut = true;
  const abort = new AbortController();
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Queues in {0} · {1}', connectionLabel(place.connection), place.region);
  picker.canSelectMany = true;
  picker.busy = true;
  try {
    const picked = new Promise<readonly QueueRef[]>((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems.map(({ queue }) => queue)));
      picker.onDidHide(() => resolve([]));
    });
    picker.show();
    void listInto(picker, services, place, abort.signal);
    return await picked;
  } finally {
    abort.abort();
    picker.dispose();
  }
}

async function listInto(
  picker: vscode.QuickPick<QueueItem>,
  services: SqsServices,
  { connection, region }: Place,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const page of services.get(connection.id, region).listQueues({ signal })) {
      const selected = picker.selectedItems;
      picker.items = [...picker.items, ...page.map(queueItem)];
      picker.selectedItems = selected;
    }
    if (picker.items.length === 0) picker.placeholder = vscode.l10n.t('There are no queues in {0}.', region);
  } catch (error) {
    if (!signal.aborted) picker.placeholder = failureText(error);
  }
  if (!signal.aborted) picker.busy = false;
}

function queueItem(queue: QueueRef): QueueItem {
  const description = isFifoQueueName(queue.queueName) ? vscode.l10n.t('FIFO') : '';
  return { label: queue.queueName, description, queue };
}
