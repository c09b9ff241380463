import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { pickRegion } from './pickers';
import { pinQueue } from './pinQueue';

/** While a prefix is typed, what it is for a moment is not asked for. */
const TYPING_MS = 300;

interface QueueItem extends vscode.QuickPickItem {
  /** Absent on the row that says that there is none. */
  readonly queue?: QueueRef;
}

interface Found {
  readonly queue: QueueRef;
  readonly isToBePinned: boolean;
}

/**
 * Lets the user find a queue by the beginning of its name: SQS itself searches, so that a region with any number of
 * queues need not be listed before. Shows the queue in the tree, and pins it when its pin was pressed.
 * @param typed what the search begins with
 */
export async function findByPrefix(
  context: CommandContext,
  target: CommandTarget,
  typed = '',
): Promise<void> {
  const title = vscode.l10n.t('Find Queue by Prefix');
  const region = await pickRegion(context, target && 'queue' in target ? undefined : target, title);
  const placeholder = vscode.l10n.t(
    'Beginning of the name in {0} · {1}; upper and lower case differ',
    connectionLabel(region.connection),
    region.region,
  );
  const service = context.services.get(region.connection.id, region.region);
  const search = (prefix: string, signal: AbortSignal) => service.listQueues({ prefix, signal });
  const { queue, isToBePinned } = await pickFound({ title, placeholder, typed, search });
  if (isToBePinned) await pinQueue(context, { queue }, true);
  await context.explorer.revealFound(queue);
}

interface PrefixQuestion {
  readonly title: string;
  readonly placeholder: string;
  readonly typed: string;
  readonly search: (prefix: string, signal: AbortSignal) => AsyncIterable<readonly QueueRef[]>;
}

/** @throws Cancelled when none is picked; Failure when SQS refuses the search */
async function pickFound({ title, placeholder, typed, search }: PrefixQuestion): Promise<Found> {
  const picker = vscode.window.createQuickPick<QueueItem>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.ignoreFocusOut = true;
  picker.keepScrollPosition = true;
  picker.value = typed;
  const results = new PrefixResults(picker, search);
  try {
    return await new Promise<Found>((resolve, reject) => {
      const failed = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)));
      picker.onDidChangeValue(() => results.ask(TYPING_MS).catch(failed));
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item?.queue) resolve({ queue: item.queue, isToBePinned: false });
      });
      picker.onDidTriggerItemButton(
        ({ item }) => item.queue && resolve({ queue: item.queue, isToBePinned: true }),
      );
      picker.onDidHide(() => reject(new Cancelled()));
      picker.show();
      results.ask(0).catch(failed);
    });
  } finally {
    results.stop();
    picker.dispose();
  }
}

/** What SQS finds for the text of a quick pick, page by page. */
class PrefixResults {
  readonly #picker: vscode.QuickPick<QueueItem>;
  readonly #search: PrefixQuestion['search'];
  #abort = new AbortController();

  constructor(picker: vscode.QuickPick<QueueItem>, search: PrefixQuestion['search']) {
    this.#picker = picker;
    this.#search = search;
  }

  /** Asks for what is typed now, unless something else is typed before `delayMs` have passed. @throws Failure */
  async ask(delayMs: number): Promise<void> {
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    const picker = this.#picker;
    const prefix = picker.value.trim();
    picker.busy = prefix !== '';
    picker.items = prefix === '' ? [] : picker.items.filter(({ label }) => label.startsWith(prefix));
    if (prefix === '') return;
    try {
      await sleep(delayMs, undefined, { signal });
      await this.#show(prefix, signal);
      picker.busy = false;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  async #show(prefix: string, signal: AbortSignal): Promise<void> {
    let items: readonly QueueItem[] = [];
    for await (const page of this.#search(prefix, signal)) {
      signal.throwIfAborted();
      items = [...items, ...page.map(queueItem)];
      this.#picker.items = items;
    }
    if (items.length === 0) this.#picker.items = [nothingItem(prefix)];
  }
}

function queueItem(queue: QueueRef): QueueItem {
  const description = isFifoQueueName(queue.queueName) ? vscode.l10n.t('FIFO') : '';
  const pin = { iconPath: new vscode.ThemeIcon('pin'), tooltip: vscode.l10n.t('Pin Queue') };
  return { label: queue.queueName, description, queue, buttons: [pin], alwaysShow: true };
}

function nothingItem(prefix: string): QueueItem {
  return { label: vscode.l10n.t('No queue name begins with “{0}”', prefix), alwaysShow: true };
}
