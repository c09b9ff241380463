import type { BodyMode } from './bodyMode';

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

/** What the body is typed into. Places are UTF-16 units of the text. */
export interface BodySurface {
  text: string;
  readonly hasFocus: boolean;
  /** Puts another text in place of what is there; the user can undo it. */
  replace(text: string): void;
  /** Selects a part of the text and brings it into sight. */
  select(start: number, length: number): void;
  focus(): void;
  /** Colours and checks for a mode; with placeholders, the checks look at what is around them. */
  setMode(mode: BodyMode, hasPlaceholders: boolean): void;
  /** True while the body is edited elsewhere: it can be read and copied here. */
  setReadOnly(isReadOnly: boolean): void;
  setWords(words: BodyEditorWords): void;
}
