import './overview.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type {
  OverviewEvent,
  OverviewRequest,
  OverviewRow,
  OverviewSample,
  OverviewStrings,
} from '../../src/shared/overviewMessages';
import { registerControls } from '../controls';
import { costText } from '../costText';
import { connect } from '../host';
import { format, formatInteger } from '../text';
import { onThemeChange } from '../theme';
import { placeOf, SORT_KEYS, type Sorting, type SortKey, sortedBy, sortRows } from './sorting';
import { readColours, Sparkline } from './spark';
import { editThresholds } from './thresholdsDialog';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly sorting: Sorting;
}

const DRAW_EVERY_MS = 1_000;
/** There is one page; its state names no queue. */
const KEY = 'overview';

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<OverviewEvent, OverviewRequest, KeptState>(onEvent);

let strings: OverviewStrings | undefined;
let rows: readonly OverviewRow[] = [];
let sorting: Sorting = host.kept?.sorting ?? { by: 'state', isDescending: true };
const sparks = new Map<string, Sparkline>();
let latest = Date.now();
let colours = readColours();
let timer: ReturnType<typeof setTimeout> | undefined;
let drawnAt = 0;

onThemeChange(() => {
  colours = readColours();
  draw();
});
host.post({ type: 'ready' });

function onEvent(event: OverviewEvent): void {
  if (event.type === 'state') {
    strings = event.strings;
    rows = event.rows;
    sparks.clear();
    for (const row of rows) sparks.set(row.heading.key, newSpark(row, event.strings));
    return draw();
  }
  const samples = new Map(event.samples.map((sample) => [sample.key, sample]));
  rows = rows.map((row) => withSample(row, samples.get(row.heading.key)));
  planDraw();
}

function newSpark({ heading, spark }: OverviewRow, words: OverviewStrings): Sparkline {
  latest = Math.max(latest, spark.at.at(-1) ?? 0);
  return new Sparkline(spark, format(words.trendLabel, heading.queueName));
}

function withSample(row: OverviewRow, sample: OverviewSample | undefined): OverviewRow {
  if (!sample) return row;
  const { at, counts, isAfterGap, alarms, outage, intervalMs } = sample;
  latest = Math.max(latest, at);
  if (counts) sparks.get(row.heading.key)?.push(at, counts.visible, isAfterGap);
  return { ...row, counts: counts ?? row.counts, alarms, outage, intervalMs };
}

/** All rows once a second, however many samples come. */
function planDraw(): void {
  timer ??= setTimeout(draw, Math.max(0, drawnAt + DRAW_EVERY_MS - performance.now()));
}

function draw(): void {
  clearTimeout(timer);
  timer = undefined;
  drawnAt = performance.now();
  if (!strings) return;
  render(pageTemplate(strings), root);
  for (const spark of sparks.values()) spark.draw(latest, colours);
}

function pageTemplate(words: OverviewStrings): TemplateResult {
  const beyond = rows.filter(({ alarms }) => alarms.length > 0).length;
  return html`
    <main class="overview">
      <div class="overview-head">
        <div>
          <h1>${words.title}</h1>
          <p class="hint" role="status">${format(words.summary, rows.length, beyond)}</p>
        </div>
        <vscode-button @click=${() => host.post({ type: 'addQueues' })}>${words.addQueues}</vscode-button>
      </div>
      ${rows.length === 0 ? emptyTemplate(words) : tableTemplate(words)}
      ${awsTemplate(words)}
    </main>
  `;
}

/** What sampling AWS means: counts that lag, and requests that cost. */
function awsTemplate(words: OverviewStrings): TemplateResult | typeof nothing {
  const aws = rows.filter(({ heading }) => heading.isAws);
  if (aws.length === 0) return nothing;
  const queues = aws.map(({ intervalMs, heading }) => ({ intervalMs, isFifo: heading.isFifo }));
  return html`<p class="hint">${words.approximate} ${costText(queues, words.cost)}</p>`;
}

function emptyTemplate(words: OverviewStrings): TemplateResult {
  return html`
    <div class="empty">
      <p>${words.none}</p>
      <p class="hint">${words.noneHint}</p>
    </div>
  `;
}

function tableTemplate(words: OverviewStrings): TemplateResult {
  return html`
    <div class="overview-scroll">
      <table class="table overview-table">
        <thead>
          <tr>
            ${SORT_KEYS.map((key) => headTemplate(key, words))}
            <th scope="col">${words.trend}</th>
            <th scope="col">${words.keepWatching}</th>
            <th scope="col">${words.actions}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            sortRows(rows, sorting),
            ({ heading }) => heading.key,
            (row) => rowTemplate(row, words),
          )}
        </tbody>
      </table>
    </div>
  `;
}

function headTemplate(key: SortKey, words: OverviewStrings): TemplateResult {
  const isSorted = sorting.by === key;
  const isNumber = key === 'visible' || key === 'inFlight' || key === 'delayed';
  const direction = sorting.isDescending ? 'descending' : 'ascending';
  return html`
    <th scope="col" class=${isNumber ? 'number' : ''} aria-sort=${isSorted ? direction : 'none'}>
      <button @click=${() => sortBy(key)}>
        ${words[key]}<span aria-hidden="true">${isSorted ? (sorting.isDescending ? ' ▼' : ' ▲') : ''}</span>
      </button>
    </th>
  `;
}

function rowTemplate(row: OverviewRow, words: OverviewStrings): TemplateResult {
  const { heading, counts, isKept } = row;
  const { key, queueName, isAws } = heading;
  const number = (value: number | undefined) => html`
    <td class="number">${value === undefined ? '–' : formatInteger(value)}</td>
  `;
  return html`
    <tr data-queue=${queueName}>
      <td class="overview-name">
        <button class="link-button" title=${queueName} @click=${() => host.post({ type: 'open', key })}>${queueName}</button>
      </td>
      <td class="overview-place">
        ${isAws ? html`<span class="badge badge-aws">${words.aws}</span>` : nothing} ${placeOf(row)}
      </td>
      ${number(counts?.visible)} ${number(counts?.inFlight)} ${number(counts?.delayed)}
      <td>${stateTemplate(row, words)}</td>
      <td>${sparks.get(key)?.element}</td>
      <td>
        <input
          type="checkbox"
          aria-label="${words.keepWatching}: ${queueName}"
          .checked=${isKept}
          @change=${(event: Event) =>
            host.post({ type: 'keep', key, isKept: (event.currentTarget as HTMLInputElement).checked })}
        />
      </td>
      <td>
        <div class="row-actions">
          <button class="link-button" @click=${() => edit(row, words)}>${words.thresholds}</button>
          <button class="link-button" @click=${() => host.post({ type: 'remove', key })}>${words.remove}</button>
        </div>
      </td>
    </tr>
  `;
}

function stateTemplate({ alarms, outage, counts }: OverviewRow, words: OverviewStrings): TemplateResult {
  if (outage) return html`<span class="problem">${outage}</span>`;
  if (alarms.length > 0)
    return html`<span class="alarm">${alarms.map((alarm) => words.alarms[alarm]).join(', ')}</span>`;
  return html`<span class="hint">${counts ? words.fine : '–'}</span>`;
}

function edit(row: OverviewRow, words: OverviewStrings): void {
  const { key } = row.heading;
  editThresholds(row, words, (thresholds, isSilenced) => {
    host.post({ type: 'setThresholds', key, thresholds });
    if (isSilenced !== row.isSilenced) host.post({ type: 'silence', key, isSilenced });
  });
}

function sortBy(key: SortKey): void {
  sorting = sortedBy(key, sorting);
  host.keep({ key: KEY, sorting });
  draw();
}
