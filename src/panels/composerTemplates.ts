import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { LoadedContent } from '../shared/composerMessages';
import type { MessageDraft } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import { accountIdOf } from '../sqs/queueUrl';
import { type EnvelopeValues, eventBridgeEvent, s3Event, snsEnvelope } from '../templates/envelopes';
import type { SavedTemplates } from '../templates/savedTemplates';
import type { SentHistory } from '../templates/sentHistory';
import type { FilledDraft } from './composerController';

/** An entry of the list, and what it does: something to load, or nothing. */
interface TemplateItem extends vscode.QuickPickItem {
  readonly run?: () => PromiseLike<LoadedContent | undefined>;
  readonly forget?: () => PromiseLike<void>;
}

export interface TemplateSources {
  readonly queue: QueueRef;
  readonly templates: SavedTemplates;
  readonly history: SentHistory;
}

/** Characters of a body that a list shows. */
const PREVIEW_LENGTH = 80;

/** Lets the user save the draft, load a saved or sent message, or wrap the draft into an envelope. */
export async function pickTemplate(
  sources: TemplateSources,
  current: FilledDraft,
): Promise<LoadedContent | undefined> {
  const picker = vscode.window.createQuickPick<TemplateItem>();
  picker.ignoreFocusOut = true;
  picker.title = vscode.l10n.t('Templates for {0}', sources.queue.queueName);
  picker.placeholder = vscode.l10n.t('What takes the place of the message; it can be undone');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  const fill = () => {
    picker.items = itemsOf(sources, current);
  };
  fill();
  try {
    const picked = await new Promise<TemplateItem | undefined>((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]));
      picker.onDidHide(() => resolve(undefined));
      picker.onDidTriggerItemButton(({ item }) => void forget(item, fill));
      picker.show();
    });
    return await picked?.run?.();
  } finally {
    picker.dispose();
  }
}

async function forget(item: TemplateItem, refill: () => void): Promise<void> {
  await item.forget?.();
  refill();
}

function itemsOf(sources: TemplateSources, current: FilledDraft): TemplateItem[] {
  return [
    ...savedItems(sources, current),
    separator(vscode.l10n.t('Envelopes')),
    ...envelopeItems(sources.queue, current),
    ...sentItems(sources),
  ];
}

function savedItems({ templates }: TemplateSources, current: FilledDraft): TemplateItem[] {
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete Template') };
  return [
    { label: `$(save) ${vscode.l10n.t('Save as Template…')}`, run: () => save(templates, current) },
    ...(templates.list().length > 0 ? [separator(vscode.l10n.t('Templates of this workspace'))] : []),
    ...templates.list().map(({ name, draft, hasPlaceholders }) => ({
      label: name,
      description: preview(draft),
      buttons: [remove],
      run: () => loaded(draft, hasPlaceholders, vscode.l10n.t('Loaded the template “{0}”.', name)),
      forget: () => templates.delete(name),
    })),
  ];
}

async function save(templates: SavedTemplates, current: FilledDraft): Promise<undefined> {
  const name = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: vscode.l10n.t('Save as Template'),
    prompt: vscode.l10n.t('Name of the template, kept for this workspace'),
    validateInput: (text) => {
      if (text.trim() === '') return vscode.l10n.t('A template needs a name.');
      if (!templates.has(text.trim())) return undefined;
      const message = vscode.l10n.t('A template of this name is there already: it will be replaced.');
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  if (name === undefined) return;
  await templates.save({ ...current, name: name.trim() });
}

function envelopeItems(queue: QueueRef, current: FilledDraft): TemplateItem[] {
  const { draft, hasPlaceholders } = current;
  const values: EnvelopeValues = {
    now: Date.now(),
    region: queue.region,
    account: accountIdOf(queue.queueUrl) ?? '000000000000',
    randomUuid: randomUUID,
  };
  const wrapped = (changed: MessageDraft, name: string) =>
    loaded(changed, hasPlaceholders, vscode.l10n.t('The message is in an envelope of {0} now.', name));
  return [
    {
      label: '$(mail) SNS',
      detail: vscode.l10n.t('A notification with this body as its message and these attributes inside'),
      run: async () => {
        const topic = await ask(vscode.l10n.t('Name of the topic'), 'orders-topic');
        return topic === undefined ? undefined : wrapped(snsEnvelope(draft, topic, values), 'SNS');
      },
    },
    {
      label: '$(archive) S3',
      detail: vscode.l10n.t('The event that an object was created; the body is replaced'),
      run: async () => {
        const bucket = await ask(vscode.l10n.t('Name of the bucket'), 'uploads');
        const key = bucket && (await ask(vscode.l10n.t('Key of the object'), 'folder/file.txt'));
        return bucket && key ? wrapped(s3Event(draft, bucket, key, values), 'S3') : undefined;
      },
    },
    {
      label: '$(calendar) EventBridge',
      detail: vscode.l10n.t('An event with this body as its detail'),
      run: async () => {
        const source = await ask(vscode.l10n.t('Source of the event'), 'my.app');
        const type = source && (await ask(vscode.l10n.t('Detail type of the event'), 'Order Placed'));
        return source && type
          ? wrapped(eventBridgeEvent(draft, source, type, values), 'EventBridge')
          : undefined;
      },
    },
  ];
}

function sentItems({ history, queue }: TemplateSources): TemplateItem[] {
  const sent = history.list(queue);
  if (sent.length === 0) return [];
  return [
    separator(vscode.l10n.t('Sent to {0} from this workspace', queue.queueName)),
    ...sent.map(({ at, draft, messageId }) => ({
      label: `$(history) ${preview(draft)}`,
      description: new Date(at).toLocaleString(),
      detail: messageId,
      run: () => loaded(draft, false, vscode.l10n.t('Loaded a message that was sent before.')),
    })),
    {
      label: `$(clear-all) ${vscode.l10n.t('Forget What Was Sent to This Queue')}`,
      run: async () => {
        await history.clear(queue);
        return undefined;
      },
    },
  ];
}

function loaded(draft: MessageDraft, hasPlaceholders: boolean, note: string): Promise<LoadedContent> {
  return Promise.resolve({ kind: 'draft', draft, hasPlaceholders, note });
}

function ask(prompt: string, value: string): Thenable<string | undefined> {
  const validateInput = (text: string) =>
    text.trim() === '' ? vscode.l10n.t('One character at least is needed.') : undefined;
  return vscode.window.showInputBox({ ignoreFocusOut: true, prompt, value, validateInput });
}

function preview({ body }: MessageDraft): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length > PREVIEW_LENGTH ? `${line.slice(0, PREVIEW_LENGTH)}…` : line;
}

function separator(label: string): TemplateItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
