import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
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
import { editorLook } from './editorLook';

/** A body beyond this is shown without colours and checks, so that typing stays fast; JSON is checked on the whole. */
const MAX_COLOURED_LENGTH = 262_144;
const LINT_AFTER_MS = 300;

/** Words that the editor shows or reads to screen readers. */
export interface BodyEditorWords {
  readonly label: string;
  /** Read with the label: how to leave with the keyboard, and how to search. */
  readonly keys: string;
  readonly notJson: string;
  readonly notXml: string;
  readonly forbidden: string;
  /** The editor's own English phrases, and what to show for them. */
  readonly phrases: Readonly<Record<string, string>>;
}

/** Marks what the page sets, which is no input of the user. */
const fromPage = Annotation.define<true>();

/**
 * Where the body is typed: an editor with colours, folding, search and marks at what is wrong.
 *
 * Tab leaves it, as it leaves every field of the page. Its element fills its place in the page.
 */
export class BodyEditor {
  readonly element = document.createElement('div');
  readonly #view: EditorView;
  readonly #language = new Compartment();
  readonly #words = new Compartment();
  readonly #reading = new Compartment();
  #mode: BodyMode = 'text';
  #hasPlaceholders = false;
  #shownWords: BodyEditorWords | undefined;

  /** @param onInput called after every change that the user makes */
  constructor(onInput: () => void) {
    this.element.className = 'body-input';
    this.#view = new EditorView({
      parent: this.element,
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
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    if (text === this.text) return;
    this.#view.dispatch({ changes: this.#all(text), annotations: fromPage.of(true) });
  }

  /** Puts another text in place of what is there; the user can undo it. */
  replace(text: string): void {
    this.#view.dispatch({ changes: this.#all(text), userEvent: 'input' });
    this.focus();
  }

  /** Selects a part of the text, in UTF-16 units, and brings it into sight. */
  select(start: number, length: number): void {
    const selection = { anchor: start, head: Math.min(start + length, this.#view.state.doc.length) };
    this.#view.dispatch({ selection, scrollIntoView: true });
    this.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  openSearch(): void {
    openSearchPanel(this.#view);
  }

  /** Colours and checks for a mode; with placeholders, the checks look at what is around them. */
  setMode(mode: BodyMode, hasPlaceholders: boolean): void {
    const shown = this.#view.state.doc.length > MAX_COLOURED_LENGTH ? 'text' : mode;
    if (shown === this.#mode && hasPlaceholders === this.#hasPlaceholders) return;
    this.#mode = shown;
    this.#hasPlaceholders = hasPlaceholders;
    this.#view.dispatch({ effects: this.#language.reconfigure(this.#languageExtension()) });
  }

  /** True while the body is edited elsewhere: it can be read and copied here. */
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

/** Line and column of a place in a text, both counted from 1. */
export function positionOf(text: string, index: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
