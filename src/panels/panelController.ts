import type { Disposable } from '../shared/disposable';

/** The host side of one open page, free of `vscode`. */
export interface PanelController extends Disposable {
  /** Takes whatever the page sent; what is not a message of this panel is ignored. */
  receive(message: unknown): void;
  /** Sends the whole state: the page asks for it whenever it is shown. */
  hydrate(): void;
  /** What goes with the page's document, as JSON, so that it shows something before its host can answer. */
  readonly outline: unknown;
  /** Told when the page comes into sight or goes out of it. */
  setVisible?(isVisible: boolean): void;
}

/** What every controller needs from the editor. */
export interface PanelContext<Event> {
  /** Sends to the page; dropped while it is hidden, which `hydrate` makes up for. */
  readonly post: (event: Event) => void;
  /** A failed call as a sentence for people. */
  readonly describe: (error: unknown) => string;
  /** Takes what no one waits for: to the log with it. */
  readonly report: (error: unknown) => void;
  /** This machine's clock, epoch milliseconds. */
  readonly now: () => number;
}
