import { html, nothing, type TemplateResult } from 'lit';
import type { DashboardStrings, WatchedQueue } from '../../src/shared/dashboardMessages';
import { format, formatDuration, formatInteger, formatTime } from '../text';
import { COUNT_COLUMNS, COUNTS, drainAt, growthSince, netRateAt, RATES, trendPerMinute } from './derived';
import { spanText } from './reading';
import type { Series } from './series';

const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** What the panel beside a chart tells of. */
export interface KeyState {
  readonly role: WatchedQueue['role'];
  readonly counts: Series;
  readonly rates: Series;
  readonly hasRates: boolean;
  /** Rows that are told: under the crosshair, or the newest. */
  readonly countRow: number | undefined;
  readonly rateRow: number | undefined;
  /** The time under the crosshair; undefined: it tells of the present. */
  readonly readAt: number | undefined;
  readonly window: readonly [number, number];
}

/** The key of the chart with its values, large, and how they develop. */
export function keyTemplate(
  state: KeyState,
  strings: DashboardStrings,
  cloudWatch: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { readAt } = state;
  const lines = [strings.solidLine, strings.dashedLine, strings.dottedLine];
  return html`
    <div class="key">
      <p class="key-time">
        ${readAt === undefined ? strings.now : format(strings.atTime, formatTime(readAt))}
      </p>
      <dl class="key-values">
        ${COUNTS.map(
          (name, index) => html`
            <div class="key-value" data-series=${name}>
              <dt>${swatch(lines[index] ?? '')} ${strings[name]}</dt>
              <dd>
                <span class="key-number">${countText(state, index)}</span>
                <span class="trend">${trendText(state, COUNT_COLUMNS[name], strings)}</span>
              </dd>
            </div>
          `,
        )}
      </dl>
      ${developmentTemplate(state, strings)} ${cloudWatch}
    </div>
  `;
}

/** The key of the rates. */
export function rateKeyTemplate(state: KeyState, strings: DashboardStrings): TemplateResult {
  const lines = [strings.solidLine, strings.dashedLine, strings.dottedLine];
  const names = state.hasRates ? RATES.map((name) => ({ name, label: strings[name] })) : [];
  const net = { name: 'net', label: strings.net };
  return html`
    <div class="key">
      <p class="key-time">${strings.perSecond}</p>
      <dl class="rate-values">
        ${(state.hasRates ? names : [net]).map(
          ({ name, label }, index) => html`
            <div class="rate-value" data-series=${name}>
              <dt>${swatch(lines[index] ?? '')} ${label}</dt>
              <dd>${rateText(state, index)}</dd>
            </div>
          `,
        )}
      </dl>
    </div>
  `;
}

/** A piece of a line as the chart draws it; the style sheet knows which. */
export function swatch(label: string): TemplateResult {
  return html`
    <svg class="swatch" viewBox="0 0 28 8" role="img" aria-label=${label}>
      <line x1="1" y1="4" x2="27" y2="4"></line>
    </svg>
  `;
}

function countText({ counts, countRow }: KeyState, index: number): string {
  return countRow === undefined ? '–' : formatInteger(counts.value(index + 1, countRow));
}

function rateText({ hasRates, rates, rateRow, counts, countRow }: KeyState, index: number): string {
  if (hasRates) return rateRow === undefined ? '–' : formatInteger(rates.value(index, rateRow));
  return countRow === undefined ? '–' : signed.format(netRateAt(counts, countRow));
}

function trendText({ counts, countRow }: KeyState, column: number, strings: DashboardStrings): string {
  const trend = countRow === undefined ? undefined : trendPerMinute(counts, column, countRow);
  if (trend === undefined) return '';
  if (Math.abs(trend) < 0.5) return strings.steady;
  const arrow = trend > 0 ? '▲' : '▼';
  return `${arrow} ${format(strings.perMinute, oneDigit.format(Math.abs(Math.round(trend))))}`;
}

function developmentTemplate(state: KeyState, strings: DashboardStrings): TemplateResult | typeof nothing {
  if (state.countRow === undefined) return nothing;
  const text = state.role === 'deadLetterQueue' ? growthText(state, strings) : drainText(state, strings);
  return text ? html`<p class="development">${text}</p>` : nothing;
}

function drainText({ counts, countRow = 0 }: KeyState, strings: DashboardStrings): string {
  const drain = drainAt(counts, countRow);
  switch (drain.kind) {
    case 'unknown':
      return '';
    case 'empty':
      return strings.empty;
    case 'notDraining':
      return strings.notDraining;
    case 'draining':
      return format(strings.drainsIn, formatDuration(drain.ms));
  }
}

function growthText({ counts, countRow = 0, window }: KeyState, strings: DashboardStrings): string {
  const growth = growthSince(counts, window[0], countRow);
  return growth ? format(strings.growth, signed.format(growth.count), spanText(growth.ms, strings)) : '';
}
