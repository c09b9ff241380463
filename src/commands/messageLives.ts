import * as vscode from 'vscode';
import type { LifeEvent } from '../emulator/admin/adminTypes';
import type { EmulatorClient } from '../emulatorClient/emulatorClient';
import { lifeLine } from '../words/activityText';
import { Cancelled } from './commandFailure';

const SCHEME = 'queuescope-life';
/** Of the latest events, from which messages are offered. */
const latestEvents = 1_000;
const offeredMessages = 100;

/** The lives of messages as read-only documents, read anew whenever one is opened. */
export class MessageLives implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #onDidChange = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#onDidChange.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  /** @throws Cancelled; what the emulator throws */
  async show(client: EmulatorClient): Promise<void> {
    const messageId = await pickMessage(client);
    const { events } = await client.listMessageEvents({ messageId, limit: 1_000 });
    if (events.length === 0)
      throw new Error(vscode.l10n.t('The emulator knows nothing of {0} any more.', messageId));
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${messageId}.log` });
    this.#texts.set(uri.path, events.map((event) => `${lifeLine(event)}\n`).join(''));
    this.#onDidChange.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? vscode.l10n.t('Run SQS: Show Life of a Message… again.');
  }

  dispose(): void {
    this.#registration.dispose();
    this.#onDidChange.dispose();
  }
}

/** One of those to which something happened lately, or one whose ID is typed. */
async function pickMessage(client: EmulatorClient): Promise<string> {
  const items = messageItems(await readLatest(client));
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.ignoreFocusOut = true;
  pick.title = vscode.l10n.t('SQS: Life of a Message');
  pick.placeholder = vscode.l10n.t('Message ID, or a message to which something happened lately');
  pick.matchOnDescription = true;
  pick.items = items;
  try {
    return await new Promise<string>((resolve, reject) => {
      pick.onDidAccept(() => {
        const id = pick.selectedItems[0]?.label ?? pick.value.trim();
        if (id !== '') resolve(id);
      });
      pick.onDidHide(() => reject(new Cancelled()));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** The latest events: pages begin with the oldest ones. */
async function readLatest(client: EmulatorClient): Promise<readonly LifeEvent[]> {
  let events: readonly LifeEvent[] = [];
  let after: number | undefined;
  for (;;) {
    const page = await client.listMessageEvents({
      limit: latestEvents,
      ...(after !== undefined && { after }),
    });
    events = [...events, ...page.events].slice(-latestEvents);
    if (page.events.length < latestEvents) return events;
    after = page.cursor;
  }
}

function messageItems(events: readonly LifeEvent[]): readonly vscode.QuickPickItem[] {
  const latest = new Map<string, LifeEvent>();
  for (const event of events.toReversed()) {
    if (event.messageId !== undefined && !latest.has(event.messageId)) latest.set(event.messageId, event);
  }
  return Array.from([...latest].slice(0, offeredMessages), ([label, event]) => ({
    label,
    description: lifeLine({ ...event, messageId: undefined }).trim(),
  }));
}
