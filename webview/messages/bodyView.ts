import { html, nothing, type TemplateResult } from 'lit';
import { loadCode } from '../loadCode';
import { format, formatInteger, visibleText } from '../text';
import type { BodyCode } from './bodyCode';
import type { LongTextStrings } from './longText';

/** Characters that are shown at first. */
const LIMIT = 20_000;
/** A text beyond this is shown without colours and folding, so that it stays fast. */
const CODE_LIMIT = 300_000;

/** A body, or a layer of it, as text and nothing else: in an editor for reading, its beginning first. */
export class BodyView {
  /** Kept while the view lives, so that what was folded stays so. */
  readonly #element = document.createElement('div');
  readonly #code: BodyCode;
  readonly #strings: LongTextStrings;
  readonly #onChange: () => void;
  #limit = LIMIT;
  #shownLimit = 0;

  constructor(code: BodyCode, strings: LongTextStrings, onChange: () => void) {
    this.#code = code;
    this.#strings = strings;
    this.#onChange = onChange;
    this.#element.className = 'body-code';
  }

  template(): TemplateResult {
    if (this.#shownLimit !== this.#limit) this.#show();
    const { length } = this.#code.text;
    return html`${this.#element} ${length > this.#limit ? this.#moreTemplate() : nothing}`;
  }

  #moreTemplate(): TemplateResult {
    const { shownPart, showAll } = this.#strings;
    return html`
      <p class="hint">
        ${format(shownPart, formatInteger(this.#limit), formatInteger(this.#code.text.length))}
        <button class="link-button" @click=${() => this.#showAll()}>${showAll}</button>
      </p>
    `;
  }

  #showAll(): void {
    this.#limit = this.#code.text.length;
    this.#onChange();
  }

  /** Plain text at once; the editor takes its place when it is there. */
  #show(): void {
    const limit = this.#limit;
    this.#shownLimit = limit;
    const text = visibleText(this.#code.text.slice(0, limit));
    const plain = document.createElement('pre');
    plain.className = 'long-text mono';
    plain.tabIndex = 0;
    plain.textContent = text;
    this.#element.replaceChildren(plain);
    if (text.length > CODE_LIMIT) return;
    void loadCode().then((loaded) => {
      if (limit !== this.#shownLimit) return;
      this.#element.replaceChildren();
      loaded.showBodyCode(this.#element, { ...this.#code, text });
    });
  }
}
