import * as vscode from 'vscode';
import { checkTraffic } from '../traffic/trafficChecks';
import type { TrafficDefinition } from '../traffic/trafficDefinition';
import { type EditableField, trafficFields } from '../traffic/trafficFields';
import type { TrafficSpec } from '../traffic/trafficSpec';
import type { TrafficBook, TrafficEntry } from '../trafficView/trafficBook';
import { choiceText, fieldHint, fieldText, trafficProblemText } from '../words/trafficTexts';

type FieldItem = vscode.QuickPickItem & { readonly field: EditableField | undefined };

/**
 * Lists what can be changed until the user closes the list; each change is kept at once and counts from the next
 * start. What stands in a file is copied first: a file is changed as a text.
 */
export async function editTraffic(book: TrafficBook, entry: TrafficEntry): Promise<void> {
  const edited = entry.isShared ? await book.add(entry.definition) : entry;
  for (;;) {
    const { definition } = edited;
    const item = await vscode.window.showQuickPick(itemsOf(definition), {
      ignoreFocusOut: true,
      title: vscode.l10n.t('Edit {0}', definition.name),
      placeHolder: vscode.l10n.t('What to change; Escape when you are done'),
      matchOnDescription: true,
    });
    if (!item) return;
    const changed = item.field ? await changeField(definition, item.field) : await rename(definition);
    if (changed) await book.change(edited, changed);
  }
}

function itemsOf({ name, spec }: TrafficDefinition): FieldItem[] {
  const fields = trafficFields(spec).map((field) => ({
    label: fieldText(field.name),
    description: field.choices ? choiceText(field.text) : field.text,
    field,
  }));
  return [{ label: vscode.l10n.t('Name'), description: name, field: undefined }, ...fields];
}

async function rename(definition: TrafficDefinition): Promise<TrafficDefinition | undefined> {
  const name = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: vscode.l10n.t('Name'),
    value: definition.name,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t('A name has one character at least.')),
  });
  return name === undefined ? undefined : { ...definition, name: name.trim() };
}

async function changeField(
  definition: TrafficDefinition,
  field: EditableField,
): Promise<TrafficDefinition | undefined> {
  const text = field.choices ? await pickChoice(field) : await typeText(definition, field);
  const spec = text === undefined ? undefined : field.change(text);
  return spec && { ...definition, spec };
}

async function pickChoice({ name, choices = [], text }: EditableField): Promise<string | undefined> {
  const items = choices.map((choice) => ({ label: choiceText(choice), picked: choice === text, choice }));
  return (await vscode.window.showQuickPick(items, { ignoreFocusOut: true, title: fieldText(name) }))?.choice;
}

function typeText(definition: TrafficDefinition, field: EditableField): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: fieldText(field.name),
    prompt: fieldHint(field.name),
    value: field.text,
    ignoreFocusOut: true,
    validateInput: (text) => problemOf(definition, field, text),
  });
}

/** Only what the change itself brings: what was wrong before is told when the traffic is started. */
function problemOf(
  { spec, queueName }: TrafficDefinition,
  field: EditableField,
  text: string,
): string | undefined {
  const changed = field.change(text);
  if (!changed) return fieldHint(field.name);
  const before = sentences(spec, queueName);
  return sentences(changed, queueName).find((sentence) => !before.includes(sentence));
}

function sentences(spec: TrafficSpec, queueName: string): readonly string[] {
  return checkTraffic(spec, queueName).map(trafficProblemText);
}
