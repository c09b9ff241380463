/** Where the core gets what must not repeat. Random in the server, counted in tests. */
export interface Ids {
  /** A UUID in its 36 character form, never the same twice: message ids and move task ids. */
  uuid(): string;
  /** 1 … 40 letters and digits that make a receipt handle differ from every other. */
  nonce(): string;
}
