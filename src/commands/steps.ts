import * as vscode from 'vscode';
import { Cancelled } from './commandFailure';

/** One question of a form. What was answered so far is in the draft, also when the user goes back. */
export interface Step<Draft> {
  /** False for a question that the answers before it have made needless. */
  readonly isNeeded?: (draft: Draft) => boolean;
  readonly ask: (draft: Draft, frame: StepFrame) => Promise<StepResult<Draft>>;
}

/** What every question shows. */
export interface StepFrame {
  /** With the number of the question. */
  readonly title: string;
  readonly canGoBack: boolean;
}

export interface StepResult<Draft> {
  readonly draft: Draft;
  readonly isBack: boolean;
}

/**
 * Asks one question after the other; Back returns to the one before with what was typed.
 * @throws Cancelled when the user closes one
 */
export async function askSteps<Draft>(
  title: string,
  initial: Draft,
  steps: readonly Step<Draft>[],
): Promise<Draft> {
  let draft = initial;
  let done = 0;
  for (;;) {
    const needed = steps.filter(({ isNeeded }) => isNeeded?.(draft) ?? true);
    const step = needed[done];
    if (!step) return draft;
    const numbered = vscode.l10n.t('{0} ({1}/{2})', title, done + 1, needed.length);
    const result = await step.ask(draft, { title: numbered, canGoBack: done > 0 });
    draft = result.draft;
    done = Math.max(0, done + (result.isBack ? -1 : 1));
  }
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isSecret?: boolean;
  /** What is wrong with a text, or a warning that does not keep it from being taken. */
  readonly check: (text: string) => string | vscode.InputBoxValidationMessage | undefined;
}

/** @throws Cancelled */
export async function askText(
  frame: StepFrame,
  question: TextQuestion,
): Promise<{ readonly text: string; readonly isBack: boolean }> {
  const box = vscode.window.createInputBox();
  box.title = frame.title;
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.password = question.isSecret ?? false;
  box.value = question.value;
  box.ignoreFocusOut = true;
  box.buttons = frame.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const show = () => {
    box.validationMessage = question.check(box.value);
  };
  try {
    return await new Promise((resolve, reject) => {
      box.onDidChangeValue(show);
      box.onDidAccept(() => {
        show();
        if (!isError(box.validationMessage)) resolve({ text: box.value, isBack: false });
      });
      box.onDidTriggerButton(() => resolve({ text: box.value, isBack: true }));
      box.onDidHide(() => reject(new Cancelled()));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

function isError(message: vscode.InputBox['validationMessage']): boolean {
  if (message === undefined || message === '') return false;
  return typeof message === 'string' || message.severity === vscode.InputBoxValidationSeverity.Error;
}

export interface ChoiceItem<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

/** @throws Cancelled */
export async function askChoice<Value>(
  frame: StepFrame,
  placeholder: string,
  items: readonly ChoiceItem<Value>[],
  current?: Value,
): Promise<{ readonly value: Value | undefined; readonly isBack: boolean }> {
  const picker = vscode.window.createQuickPick<ChoiceItem<Value>>();
  picker.title = frame.title;
  picker.placeholder = placeholder;
  picker.items = items;
  picker.activeItems = items.filter(({ value }) => value === current);
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  picker.buttons = frame.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise((resolve, reject) => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item) resolve({ value: item.value, isBack: false });
      });
      picker.onDidTriggerButton(() => resolve({ value: picker.activeItems[0]?.value, isBack: true }));
      picker.onDidHide(() => reject(new Cancelled()));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}
