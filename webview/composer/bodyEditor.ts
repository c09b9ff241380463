/**
 * Where the body is typed: a plain text area, behind what an editor of code would offer as well.
 *
 * Its element fills its place in the page.
 */
export class BodyEditor {
  readonly element = document.createElement('textarea');

  /** @param onInput called after every change that the user makes */
  constructor(onInput: () => void) {
    this.element.id = 'body';
    this.element.className = 'input body-input mono';
    this.element.spellcheck = false;
    this.element.rows = 8;
    this.element.addEventListener('input', onInput);
  }

  get text(): string {
    return this.element.value;
  }

  set text(text: string) {
    this.element.value = text;
  }

  /** Puts another text in place of what is there; the user can undo it. */
  replace(text: string): void {
    this.element.focus();
    this.element.select();
    // The only way to edit that the browser's undo knows of.
    if (!document.execCommand('insertText', false, text)) this.element.setRangeText(text);
  }

  /** Selects a part of the text, in UTF-16 units, and brings it into sight. */
  select(start: number, length: number): void {
    this.element.focus();
    this.element.setSelectionRange(start, start + length);
  }

  focus(): void {
    this.element.focus();
  }
}

/** Line and column of a place in a text, both counted from 1. */
export function positionOf(text: string, index: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
