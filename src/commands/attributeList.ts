import * as vscode from 'vscode';
import {
  type Attributes,
  checkAttributes,
  isRemovable,
  settableAttributes,
} from '../attributes/attributeChecks';
import { isSameValue } from '../attributes/attributeValues';
import { checkAttributeValue, type QueueAttribute } from '../attributes/queueAttributes';
import type { DocumentPart } from '../attributes/queueDocument';
import {
  attributeProblemText,
  attributeRangeText,
  attributeValueProblemText,
  attributeValueText,
  attributeWords,
} from '../words/attributeText';
import { Cancelled } from './commandFailure';

export interface AttributeListOptions {
  readonly title: string;
  readonly isFifo: boolean;
  /** What the queue has, or a new one will have. */
  readonly current: Attributes;
  /** What was changed before. */
  readonly changes?: Attributes;
  /** What taking the changes is called, such as `Apply`. */
  readonly doneLabel: string;
  /** Documents that the list offers; none for a queue that is not there yet. */
  readonly documents: readonly DocumentItem[];
}

export interface DocumentItem {
  readonly part: DocumentPart;
  readonly label: string;
  readonly detail: string;
}

/** What the user made of the list. */
export type AttributeListResult =
  | { readonly kind: 'changes'; readonly changes: Attributes }
  | { readonly kind: 'document'; readonly part: DocumentPart };

interface Item extends vscode.QuickPickItem {
  readonly attribute?: QueueAttribute;
  readonly part?: DocumentPart;
  readonly isDone?: true;
}

/**
 * Shows every attribute that can be set with its value, range and default, and lets the user change one after the other.
 * @throws Cancelled when the user leaves
 */
export async function editAttributeList(options: AttributeListOptions): Promise<AttributeListResult> {
  const changes: Record<string, string> = { ...options.changes };
  let active: string | undefined;
  for (;;) {
    const item = await pickItem(options, changes, active);
    if (item.part) return { kind: 'document', part: item.part };
    if (item.isDone) return { kind: 'changes', changes };
    if (!item.attribute) continue;
    active = item.attribute.name;
    await editOne(options, item.attribute, changes);
  }
}

async function pickItem(options: AttributeListOptions, changes: Attributes, active?: string): Promise<Item> {
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = options.title;
  picker.placeholder = vscode.l10n.t('Attribute to change');
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  picker.items = items(options, changes);
  const before = picker.items.find(({ attribute }) => active !== undefined && attribute?.name === active);
  if (before) picker.activeItems = [before];
  try {
    return await new Promise<Item>((resolve, reject) => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item) resolve(item);
      });
      picker.onDidHide(() => reject(new Cancelled()));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

function items(options: AttributeListOptions, changes: Attributes): readonly Item[] {
  const count = Object.keys(changes).length;
  const problems = checkAttributes(options.isFifo, options.current, changes);
  const done: Item = {
    label: `$(check) ${options.doneLabel}`,
    description: count === 1 ? vscode.l10n.t('1 change') : vscode.l10n.t('{0} changes', count),
    alwaysShow: true,
    isDone: true,
  };
  const blocked: Item[] = problems.map((problem) => ({
    label: `$(warning) ${attributeProblemText(problem)}`,
    alwaysShow: true,
  }));
  const separator = { kind: vscode.QuickPickItemKind.Separator };
  return [
    ...(blocked.length > 0 ? blocked : count > 0 ? [done] : []),
    ...settableAttributes(options.isFifo)
      .filter(({ type }) => type !== 'json' || options.documents.length === 0)
      .map((attribute) => attributeItem(attribute, options, changes)),
    ...(options.documents.length > 0 ? [{ ...separator, label: vscode.l10n.t('As JSON') }] : []),
    ...options.documents.map(({ part, label, detail }) => ({ label: `$(json) ${label}`, detail, part })),
  ];
}

function attributeItem(
  attribute: QueueAttribute,
  { current }: AttributeListOptions,
  changes: Attributes,
): Item {
  const { name } = attribute;
  const changed = changes[name];
  const value = attributeValueText(attribute, changed ?? current[name] ?? attribute.default);
  const { title, detail } = attributeWords(name);
  return {
    label: changed === undefined ? title : `$(edit) ${title}`,
    description:
      changed === undefined
        ? value
        : vscode.l10n.t('{0} (was {1})', value, attributeValueText(attribute, current[name])),
    detail: [name, attributeRangeText(attribute), detail].filter(Boolean).join(' · '),
    attribute,
  };
}

async function editOne(
  { current }: AttributeListOptions,
  attribute: QueueAttribute,
  changes: Record<string, string>,
): Promise<void> {
  const { name } = attribute;
  const value = await askValue(attribute, changes[name] ?? current[name] ?? attribute.default ?? '');
  if (value === undefined) return;
  if (isSameValue(value, current[name] ?? '')) delete changes[name];
  else changes[name] = value;
}

/** @returns undefined when the user goes back */
async function askValue(attribute: QueueAttribute, value: string): Promise<string | undefined> {
  const { title, detail } = attributeWords(attribute.name);
  const choices = attribute.type === 'boolean' ? ['true', 'false'] : attribute.choices;
  if (choices) {
    const picked = await vscode.window.showQuickPick(
      choices.map((choice) => ({ label: choice, description: choice === value ? vscode.l10n.t('now') : '' })),
      { title: `${title} (${attribute.name})`, placeHolder: detail, ignoreFocusOut: true },
    );
    return picked?.label;
  }
  const typed = await vscode.window.showInputBox({
    title: `${title} (${attribute.name})`,
    prompt: [attributeRangeText(attribute), detail].filter(Boolean).join(' · '),
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const isRemoved = text.trim() === '' && isRemovable(attribute);
      const problem = isRemoved ? undefined : checkAttributeValue(attribute, text.trim());
      return problem && attributeValueProblemText(problem);
    },
  });
  return typed?.trim();
}
