import { loadCode } from '../loadCode';
import type { BodyMode } from './bodyMode';
import type { BodyEditorWords, BodySurface } from './bodySurface';
import type { CodeEditor } from './codeEditor';
import { PlainBody } from './plainBody';

/**
 * Where the body is typed: a plain text box at first, an editor with colours, folding, search and marks at what is
 * wrong once that is loaded. It takes over text, selection and focus.
 *
 * Tab leaves it, as it leaves every field of the page. Its element fills its place in the page.
 */
export class BodyEditor {
  readonly element = document.createElement('div');
  readonly #onInput: () => void;
  #plain: PlainBody | undefined;
  #code: CodeEditor | undefined;
  #mode: readonly [BodyMode, boolean] = ['text', false];
  #isReadOnly = false;
  #words: BodyEditorWords | undefined;
  #isSearchWanted = false;

  /** @param onInput called after every change that the user makes */
  constructor(text: string, onInput: () => void) {
    this.#onInput = onInput;
    this.element.className = 'body-input';
    this.#plain = new PlainBody(text, onInput);
    this.element.append(this.#plain.element);
  }

  get text(): string {
    return this.#surface.text;
  }

  set text(text: string) {
    if (text !== this.text) this.#surface.text = text;
  }

  /** Loads the editor; resolves once it has taken over. */
  async load(): Promise<void> {
    const { CodeEditor } = await loadCode();
    await this.#plain?.whenComposed();
    this.#takeOver(CodeEditor);
  }

  /** Puts another text in place of what is there; the user can undo it. */
  replace(text: string): void {
    this.#surface.replace(text);
    this.focus();
  }

  /** Selects a part of the text, in UTF-16 units, and brings it into sight. */
  select(start: number, length: number): void {
    this.#surface.select(start, length);
    this.focus();
  }

  focus(): void {
    this.#surface.focus();
  }

  openSearch(): void {
    this.#isSearchWanted = this.#code === undefined;
    this.#code?.openSearch();
  }

  /** Colours and checks for a mode; with placeholders, the checks look at what is around them. */
  setMode(mode: BodyMode, hasPlaceholders: boolean): void {
    this.#mode = [mode, hasPlaceholders];
    this.#surface.setMode(mode, hasPlaceholders);
  }

  /** True while the body is edited elsewhere: it can be read and copied here. */
  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    this.#surface.setReadOnly(isReadOnly);
  }

  setWords(words: BodyEditorWords): void {
    this.#words = words;
    this.#surface.setWords(words);
  }

  get #surface(): BodySurface {
    const surface = this.#code ?? this.#plain;
    if (!surface) throw new Error('The body has nothing to be typed into.');
    return surface;
  }

  #takeOver(Editor: typeof CodeEditor): void {
    const plain = this.#plain;
    if (!plain || this.#code) return;
    const { hasFocus, selection, steps } = plain;
    const code = new Editor(this.element, steps, this.#onInput);
    if (this.#words) code.setWords(this.#words);
    code.setMode(...this.#mode);
    code.setReadOnly(this.#isReadOnly);
    code.select(...selection);
    this.#code = code;
    if (hasFocus) code.focus();
    plain.element.remove();
    this.#plain = undefined;
    if (this.#isSearchWanted) this.openSearch();
  }
}
