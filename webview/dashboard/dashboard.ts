import './dashboard.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DashboardEvent, DashboardRequest, DashboardStrings } from '../../src/shared/dashboardMessages';
import { headingTemplate } from '../heading';
import { connect } from '../host';
import { format, formatTime } from '../text';
import { onThemeChange } from '../theme';
import { registerControls } from '../toolkit';
import { QueueView } from './queueView';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly windowMinutes: number;
}

const WINDOWS_MINUTES = [1, 5, 15, 60];
const MINUTE_MS = 60_000;

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<DashboardEvent, DashboardRequest, KeptState>(onEvent);

let strings: DashboardStrings | undefined;
let views: readonly QueueView[] = [];
let windowMinutes = host.kept?.windowMinutes;
let pausedAt: number | undefined;
let isRenderPlanned = false;

onThemeChange(() => {
  for (const view of views) view.followTheme();
});
host.post({ type: 'ready' });

function onEvent(event: DashboardEvent): void {
  switch (event.type) {
    case 'state':
      onState(event);
      break;
    case 'sample':
      findView(event.key)?.addSample(event.at, event.counts);
      break;
    case 'outage':
      findView(event.key)?.setOutage(event.outage);
      break;
  }
  planRender();
}

function onState(state: Extract<DashboardEvent, { type: 'state' }>): void {
  const words = state.strings;
  strings = words;
  views = state.queues.map((queue) => new QueueView(queue, words, planRender));
  windowMinutes ??= firstWindow(state);
  keep();
}

/** A minute for a queue that is new to the monitor, so that its lines do not hug the edge; else five. */
function firstWindow({ queues }: Extract<DashboardEvent, { type: 'state' }>): number {
  const times = queues.flatMap(({ samples }) => [samples.at[0] ?? [], samples.at.at(-1) ?? []].flat());
  const [shortest = 1, usual = 5] = WINDOWS_MINUTES;
  return times.length > 0 && Math.max(...times) - Math.min(...times) >= MINUTE_MS ? usual : shortest;
}

function findView(key: string): QueueView | undefined {
  return views.find(({ heading }) => heading.key === key);
}

function keep(): void {
  const key = views[0]?.heading.key;
  if (key !== undefined && windowMinutes !== undefined) host.keep({ key, windowMinutes });
}

/** The time at the right edge: the newest sample, so that the past stays in sight when no more come. */
function latestAt(): number {
  const times = views.flatMap(({ lastAt }) => lastAt ?? []);
  return times.length > 0 ? Math.max(...times) : Date.now();
}

/** Renders once a frame at most, however many samples arrive. */
function planRender(): void {
  if (isRenderPlanned) return;
  isRenderPlanned = true;
  requestAnimationFrame(() => {
    isRenderPlanned = false;
    renderPage();
  });
}

function renderPage(): void {
  if (!strings || windowMinutes === undefined) return;
  const to = pausedAt ?? latestAt();
  const from = to - windowMinutes * MINUTE_MS;
  for (const view of views) view.setWindow([from, to]);
  render(pageTemplate(strings), root);
  for (const view of views) view.draw();
}

function pageTemplate(words: DashboardStrings): TemplateResult {
  const heading = views[0]?.heading;
  if (!heading) return html``;
  const { key } = heading;
  return html`
    <div class="dashboard">
      ${headingTemplate(
        heading,
        words,
        html`
          <vscode-button appearance="secondary" @click=${() => host.post({ type: 'openMessages', key })}>
            ${words.receiveMessages}
          </vscode-button>
          <vscode-button @click=${() => host.post({ type: 'openComposer', key })}>${words.sendMessage}</vscode-button>
        `,
      )}
      <main class="dashboard-body">
        ${controlsTemplate(words)}
        ${repeat(
          views,
          (view) => view,
          (view) => view.template(),
        )}
        ${heading.isAws ? html`<p class="hint">${words.approximate}</p>` : nothing}
      </main>
    </div>
  `;
}

function controlsTemplate(words: DashboardStrings): TemplateResult {
  return html`
    <div class="controls">
      <fieldset class="segments">
        <legend class="sr-only">${words.window}</legend>
        ${WINDOWS_MINUTES.map(
          (minutes) => html`
            <label class="segment">
              <input
                type="radio"
                name="window"
                value=${minutes}
                .checked=${minutes === windowMinutes}
                @change=${() => setWindow(minutes)}
              />
              <span>${format(words.minutes, minutes)}</span>
            </label>
          `,
        )}
      </fieldset>
      <vscode-button appearance="secondary" @click=${togglePause}>
        ${pausedAt === undefined ? words.pause : words.resume}
      </vscode-button>
      ${
        pausedAt === undefined
          ? nothing
          : html`<span class="hint" role="status">${format(words.paused, formatTime(pausedAt))}</span>`
      }
    </div>
  `;
}

function setWindow(minutes: number): void {
  windowMinutes = minutes;
  keep();
  planRender();
}

function togglePause(): void {
  pausedAt = pausedAt === undefined ? latestAt() : undefined;
  planRender();
}
