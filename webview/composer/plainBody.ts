import type { BodyEditorWords, BodySurface } from './bodySurface';
import { normalized, withEdit } from './lineBreaks';

/** A plain text box, which is there at once. Carriage returns stay in the text, though a text box shows none. */
export class PlainBody implements BodySurface {
  readonly element = document.createElement('textarea');
  #text = '';
  /** What the page set last, and what stood here before each replacement: where undoing leads. */
  #steps: string[] = [];
  /** The text as the box has it. */
  #shown = '';
  #isComposing = false;
  readonly #onInput: () => void;

  /** @param onInput called after every change that the user makes */
  constructor(text: string, onInput: () => void) {
    this.#onInput = onInput;
    const { element } = this;
    element.className = 'body-plain';
    element.spellcheck = false;
    element.setAttribute('aria-describedby', 'body-problems');
    element.addEventListener('input', () => {
      this.#text = withEdit(this.#text, this.#shown, element.value);
      this.#shown = element.value;
      onInput();
    });
    element.addEventListener('compositionstart', () => {
      this.#isComposing = true;
    });
    element.addEventListener('compositionend', () => {
      this.#isComposing = false;
    });
    this.text = text;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#steps = [text];
    this.#show(text);
  }

  /** The texts from the first to the present one that the user can go back to. */
  get steps(): readonly string[] {
    return [...this.#steps, this.#text];
  }

  get hasFocus(): boolean {
    return document.activeElement === this.element;
  }

  /** Start and length of what is selected, in the text. */
  get selection(): readonly [number, number] {
    const { selectionStart, selectionEnd } = this.element;
    const placeOf = (shown: number) => withEdit(this.#text, this.#shown, this.#shown.slice(0, shown)).length;
    const start = placeOf(selectionStart);
    return [start, placeOf(selectionEnd) - start];
  }

  /** A character that is being put together with several keys would be lost in another element. */
  async whenComposed(): Promise<void> {
    if (!this.#isComposing) return;
    await new Promise((resolve) => this.element.addEventListener('compositionend', resolve, { once: true }));
  }

  replace(text: string): void {
    this.#steps.push(this.#text);
    this.#show(text);
    this.#onInput();
  }

  select(start: number, length: number): void {
    const before = normalized(this.#text.slice(0, start)).length;
    this.element.setSelectionRange(
      before,
      before + normalized(this.#text.slice(start, start + length)).length,
    );
  }

  focus(): void {
    this.element.focus();
  }

  #show(text: string): void {
    this.#text = text;
    this.#shown = normalized(text);
    this.element.value = this.#shown;
  }

  setMode(): void {
    // One colour for all.
  }

  setReadOnly(isReadOnly: boolean): void {
    this.element.readOnly = isReadOnly;
  }

  setWords({ label, keys }: BodyEditorWords): void {
    this.element.ariaLabel = label;
    this.element.setAttribute('aria-description', keys);
  }
}
