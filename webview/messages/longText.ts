import { html, nothing, type TemplateResult } from 'lit';
import { format, formatInteger, visibleText } from '../text';

/** Words for a text that is shown in part. */
export interface LongTextStrings {
  /** {0} shown, {1} all characters. */
  readonly shownPart: string;
  readonly showAll: string;
}

/**
 * A text from outside, shown as text and nothing else.
 *
 * Only its beginning is shown until the reader wants all of it, so that no text freezes the page.
 */
export class LongText {
  readonly #text: string;
  readonly #strings: LongTextStrings;
  readonly #onChange: () => void;
  #limit: number;
  #shown: string;

  constructor(text: string, limit: number, strings: LongTextStrings, onChange: () => void) {
    this.#text = text;
    this.#limit = limit;
    this.#strings = strings;
    this.#onChange = onChange;
    this.#shown = visibleText(text.slice(0, limit));
  }

  template(): TemplateResult {
    return html`<pre class="long-text mono" tabindex="0">${this.#shown}</pre>
      ${this.#text.length > this.#limit ? this.#moreTemplate() : nothing}`;
  }

  #moreTemplate(): TemplateResult {
    const { shownPart, showAll } = this.#strings;
    return html`
      <p class="hint">
        ${format(shownPart, formatInteger(this.#limit), formatInteger(this.#text.length))}
        <button class="link-button" @click=${() => this.#showAll()}>${showAll}</button>
      </p>
    `;
  }

  #showAll(): void {
    this.#limit = this.#text.length;
    this.#shown = visibleText(this.#text);
    this.#onChange();
  }
}
