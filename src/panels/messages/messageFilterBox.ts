import { setImmediate as nextTurn } from 'node:timers/promises';
import { type MessageFilter, parseFilter } from '../../messageFilter/messageFilter';
import type { FilterTrouble } from '../../shared/messagesPanelMessages';
import { filterProblemText } from './filterProblemText';
import type { StoredMessage } from './messageStore';

/** So long messages are filtered at a time; in between the editor gets its turn. */
const SLICE_MS = 12;

/** The filter of one page. */
export class MessageFilterBox {
  #text = '';
  #matches: MessageFilter | undefined;
  #trouble: FilterTrouble | undefined;
  #generation = 0;

  get text(): string {
    return this.#text;
  }

  /** Undefined where everything is let through, as with a filter that is not understood. */
  get matches(): MessageFilter | undefined {
    return this.#matches;
  }

  get trouble(): FilterTrouble | undefined {
    return this.#trouble;
  }

  set(text: string): void {
    this.#generation++;
    this.#text = text;
    const parsed = parseFilter(text);
    this.#matches = parsed.kind === 'filter' ? parsed.matches : undefined;
    this.#trouble = parsed.kind === 'problem' ? filterProblemText(parsed.problem) : undefined;
  }

  /**
   * The ids of the messages that are let through; undefined where there is no filter, or another one since.
   * @param now epoch milliseconds
   */
  async apply(messages: Iterable<StoredMessage>, now: () => number): Promise<readonly string[] | undefined> {
    const generation = this.#generation;
    const matches = this.#matches;
    if (!matches) return undefined;
    const at = now();
    const ids: string[] = [];
    let sliceEndsAt = at + SLICE_MS;
    for (const message of [...messages]) {
      if (matches(message, at)) ids.push(message.id);
      if (now() < sliceEndsAt) continue;
      await nextTurn();
      if (generation !== this.#generation) return undefined;
      sliceEndsAt = now() + SLICE_MS;
    }
    return ids;
  }

  /** True when this is still the filter. */
  is(text: string): boolean {
    return this.#text === text;
  }
}
