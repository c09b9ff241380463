import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';

interface Item<Extra> extends vscode.QuickPickItem {
  readonly queue?: QueueRef;
  readonly extra?: Extra;
}

export interface ExtraItem<Extra> {
  readonly label: string;
  readonly detail?: string;
  readonly value: Extra;
}

export interface PickFromRegionOptions<Extra> {
  readonly title: string;
  readonly placeHolder: string;
  /** Offered above the queues. */
  readonly extras: readonly ExtraItem<Extra>[];
  readonly isOffered: (queue: QueueRef) => boolean;
}

/**
 * Lets the user pick a queue of the region of another one, or one of a few other things. Queues show as their pages come.
 * @throws Cancelled
 */
export async function pickFromRegion<Extra>(
  { services }: CommandContext,
  { connectionId, region }: QueueRef,
  { title, placeHolder, extras, isOffered }: PickFromRegionOptions<Extra>,
): Promise<{ readonly queue: QueueRef } | { readonly extra: Extra }> {
  const picker = vscode.window.createQuickPick<Item<Extra>>();
  const abort = new AbortController();
  picker.title = title;
  picker.placeholder = placeHolder;
  picker.ignoreFocusOut = true;
  picker.busy = true;
  picker.items = extras.map(({ label, detail, value }) => ({
    label,
    ...(detail !== undefined && { detail }),
    extra: value,
  }));
  const list = async () => {
    for await (const page of services.get(connectionId, region).listQueues({ signal: abort.signal })) {
      const found = page.filter(isOffered).map((queue) => ({ label: queue.queueName, queue }));
      picker.items = [...picker.items, ...found];
    }
    picker.busy = false;
  };
  try {
    return await new Promise((resolve, reject) => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item?.queue) resolve({ queue: item.queue });
        else if (item?.extra !== undefined) resolve({ extra: item.extra });
      });
      picker.onDidHide(() => reject(new Cancelled()));
      picker.show();
      list().catch(reject);
    });
  } finally {
    abort.abort();
    picker.dispose();
  }
}
