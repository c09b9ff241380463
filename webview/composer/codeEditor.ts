import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { xml } from '@codemirror/lang-xml';
import { bracketMatching, foldGutter, foldKeymap } from '@codemirror/language';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { findIn } from './bodyFindings';
import { type BodyMode, withoutPlaceholders } from './bodyMode';
import type { BodyEditorWords, BodySurface } from './bodySurface';
import { editorLook } from './editorLook';

/** A body beyond this is shown without colours and checks, so that typing stays fast; JSON is checked on the whole. */
const MAX_COLOURED_LENGTH = 262_144;
const LINT_AFTER_MS = 300;

/** Marks what the page sets, which is no input of the user. */
const fromPage = Annotation.define<true>();

/** An editor with colours, folding, search and marks at what is wrong. Loaded once the page is shown. */
export class CodeEditor implements BodySurface {
  readonly #view: EditorView;
  readonly #language = new Compartment();
  readonly #words = new Compartment();
  readonly #reading = new Compartment();
  #mode: BodyMode = 'text';
  #hasPlaceholders = false;
  #shownWords: BodyEditorWords | undefined;

  /**
   * @param steps the texts that the body had, the present one last: undoing goes back to them
   * @param onInput called after every change that the user makes
   */
  constructor(parent: HTMLElement, steps: readonly string[], onInput: () => void) {
    const [text = '', ...later] = steps;
    this.#view = new EditorView({
      parent,
      doc: text,
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        editorLook,
        EditorView.lineWrapping,
        // Only this: a carriage return stays in the body as it was given.
        EditorState.lineSeparator.of('\n'),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        drawSelection(),
        bracketMatching(),
        foldGutter(),
        history(),
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap]),
        this.#language.of([]),
        this.#words.of([]),
        this.#reading.of([]),
        EditorView.updateListener.of((update) => {
          const isTyped = update.transactions.some((transaction) => !transaction.annotation(fromPage));
          if (update.docChanged && isTyped) onInput();
        }),
      ],
    });
    for (const step of later) this.#take(step);
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    this.#view.dispatch({ changes: this.#all(text), annotations: fromPage.of(true) });
  }

  replace(text: string): void {
    this.#view.dispatch({ changes: this.#all(text), userEvent: 'input' });
  }

  select(start: number, length: number): void {
    const { length: end } = this.#view.state.doc;
    const selection = { anchor: Math.min(start, end), head: Math.min(start + length, end) };
    this.#view.dispatch({ selection, scrollIntoView: true });
  }

  focus(): void {
    this.#view.focus();
  }

  get hasFocus(): boolean {
    return this.#view.hasFocus;
  }

  openSearch(): void {
    openSearchPanel(this.#view);
  }

  setMode(mode: BodyMode, hasPlaceholders: boolean): void {
    const shown = this.#view.state.doc.length > MAX_COLOURED_LENGTH ? 'text' : mode;
    if (shown === this.#mode && hasPlaceholders === this.#hasPlaceholders) return;
    this.#mode = shown;
    this.#hasPlaceholders = hasPlaceholders;
    this.#view.dispatch({ effects: this.#language.reconfigure(this.#languageExtension()) });
  }

  setReadOnly(isReadOnly: boolean): void {
    if (isReadOnly === this.#view.state.readOnly) return;
    this.#view.dispatch({ effects: this.#reading.reconfigure(EditorState.readOnly.of(isReadOnly)) });
  }

  setWords(words: BodyEditorWords): void {
    if (words === this.#shownWords) return;
    this.#shownWords = words;
    const attributes = {
      'aria-label': words.label,
      'aria-description': words.keys,
      'aria-describedby': 'body-problems',
      spellcheck: 'false',
    };
    this.#view.dispatch({
      effects: [
        this.#words.reconfigure([
          EditorView.contentAttributes.of(attributes),
          EditorState.phrases.of({ ...words.phrases }),
        ]),
        this.#language.reconfigure(this.#languageExtension()),
      ],
    });
  }

  #take(text: string): void {
    if (text === this.text) return;
    this.#view.dispatch({
      changes: this.#all(text),
      annotations: [fromPage.of(true), isolateHistory.of('full')],
    });
  }

  #all(text: string) {
    return { from: 0, to: this.#view.state.doc.length, insert: text };
  }

  #languageExtension(): Extension {
    const check = linter((view) => this.#diagnose(view.state.doc.toString()), { delay: LINT_AFTER_MS });
    if (this.#mode === 'json') return [json(), check];
    return this.#mode === 'xml' ? [xml({ autoCloseTags: true }), check] : check;
  }

  #diagnose(text: string): readonly Diagnostic[] {
    const words = this.#shownWords;
    if (!words) return [];
    const checked = this.#hasPlaceholders ? withoutPlaceholders(text) : text;
    return findIn(checked, this.#mode).map(({ from, to, kind }) => {
      const messages = { json: words.notJson, xml: words.notXml, character: words.forbidden };
      return { from, to: Math.min(to, text.length), severity: 'error', message: messages[kind] };
    });
  }
}

/** The nonce of the document's policy for styles. */
function styleNonce(): string {
  return document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content') ?? '';
}
