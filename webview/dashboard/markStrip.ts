import { html, nothing, render } from 'lit';
import type { DashboardStrings, PageMark } from '../../src/shared/dashboardMessages';
import type { MarkKind } from '../../src/shared/marks';
import { format, formatInteger, formatTime } from '../text';

/** Marks nearer to each other than this are one button. */
const APART_PX = 18;
/** Lines of the tip; the rest is counted. */
const LINES_SHOWN = 8;

const SIGNS: Readonly<Record<MarkKind, string>> = {
  sent: '↑',
  received: '↓',
  deleted: '×',
  purged: '∅',
  redriven: '↺',
  attributesChanged: '✎',
  trafficStarted: '▶',
  trafficStopped: '■',
  deadLettered: '†',
  faultOn: '!',
  faultOff: '·',
  clockAdvanced: '»',
  debugStarted: '●',
  debugStopped: '○',
};

interface Cluster {
  readonly left: number;
  readonly marks: readonly PageMark[];
}

/** What happened, as a row of buttons over a chart: hover or focus tells, click opens. */
export class MarkStrip {
  readonly element = document.createElement('div');
  readonly #strings: DashboardStrings;
  readonly #onOpen: (id: number) => void;
  #shown = '';
  #told: Cluster | undefined;
  #clusters: readonly Cluster[] = [];

  constructor(label: string, strings: DashboardStrings, onOpen: (id: number) => void) {
    this.#strings = strings;
    this.#onOpen = onOpen;
    this.element.className = 'marks';
    this.element.role = 'group';
    this.element.ariaLabel = label;
  }

  /** @param leftOf pixels from the left edge to a time */
  update(marks: readonly PageMark[], leftOf: (at: number) => number): void {
    this.#clusters = clusters(marks, leftOf);
    const shown = JSON.stringify(this.#clusters);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const told = this.#told?.marks[0]?.id;
    this.#told = this.#clusters.find(({ marks: [first] }) => first?.id === told);
    this.#render();
  }

  #render(): void {
    render(
      html`${this.#clusters.map(
        (cluster) => html`
          <button
            class="mark"
            aria-label=${this.#lines(cluster).join('; ')}
            @mouseenter=${() => this.#tell(cluster)}
            @mouseleave=${() => this.#tell(undefined)}
            @focus=${() => this.#tell(cluster)}
            @blur=${() => this.#tell(undefined)}
            @click=${() => this.#open(cluster)}
          >
            ${cluster.marks.length === 1 && cluster.marks[0] ? SIGNS[cluster.marks[0].kind] : cluster.marks.length}
          </button>
        `,
      )}
      ${this.#told ? this.#tip(this.#told) : nothing}`,
      this.element,
    );
    for (const [index, button] of [...this.element.querySelectorAll<HTMLElement>('.mark')].entries())
      button.style.left = `${this.#clusters[index]?.left ?? 0}px`;
    this.#placeTip();
  }

  #tip(cluster: Cluster) {
    const lines = this.#lines(cluster);
    const more = lines.length - LINES_SHOWN;
    return html`
      <div class="mark-tip" role="tooltip">
        ${lines.slice(0, LINES_SHOWN).map((line) => html`<p>${line}</p>`)}
        ${more > 0 ? html`<p>+ ${format(this.#strings.events, more)}</p>` : nothing}
      </div>
    `;
  }

  /** Beside its mark, on the side where there is room. */
  #placeTip(): void {
    const tip = this.element.querySelector<HTMLElement>('.mark-tip');
    if (!tip || !this.#told) return;
    const { left } = this.#told;
    const isRight = left > this.element.clientWidth / 2;
    tip.style.left = isRight ? 'auto' : `${Math.max(left - 8, 0)}px`;
    tip.style.right = isRight ? `${Math.max(this.element.clientWidth - left - 8, 0)}px` : 'auto';
  }

  #tell(cluster: Cluster | undefined): void {
    this.#told = cluster;
    this.#render();
  }

  #open({ marks }: Cluster): void {
    const last = marks.at(-1);
    if (last) this.#onOpen(last.id);
  }

  #lines({ marks }: Cluster): string[] {
    return marks.map((mark) => markText(mark, this.#strings));
  }
}

/** A mark in words, with its time. */
export function markText({ at, kind, count, text }: PageMark, strings: DashboardStrings): string {
  const words = format(strings.marks[kind], count === undefined ? '' : formatInteger(count)).replace(
    /: $/,
    '',
  );
  return [formatTime(at), words, ...(text ? [text] : [])].join(' · ');
}

function clusters(marks: readonly PageMark[], leftOf: (at: number) => number): readonly Cluster[] {
  const found: { left: number; marks: PageMark[] }[] = [];
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const left = Math.round(leftOf(mark.at));
    const last = found.at(-1);
    if (last && left - last.left < APART_PX) last.marks.push(mark);
    else found.push({ left, marks: [mark] });
  }
  return found;
}
