import './dashboard.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type {
  DashboardEvent,
  DashboardRequest,
  DashboardStrings,
  PageMark,
} from '../../src/shared/dashboardMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { registerControls } from '../controls';
import { costText } from '../costText';
import { headingTemplate } from '../heading';
import { connect } from '../host';
import { onThemeChange } from '../theme';
import { type ControlActions, controlsTemplate, type Export, PAN_SHARE } from './controls';
import { Detail } from './detail';
import { listenToMouse } from './mouse';
import { pictureOf } from './picture';
import { QueueView, type QueueViewListener } from './queueView';
import { TimeView, WINDOWS_MINUTES } from './view';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly windowMinutes: number;
  readonly isStacked?: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Samples of many queues are drawn together, so often. */
const DRAW_EVERY_MS = 250;
const MANY_QUEUES = 8;
const DRAW_MANY_EVERY_MS = 1_000;
/** Of a frame at most so long is spent on drawing charts; the others follow with the next. */
const DRAW_AT_ONCE_MS = 12;
/** Finer rows are asked for when the window has stood still for so long. */
const ASK_AFTER_MS = 150;

let tellDrawn = (): void => undefined;
registerControls(
  new Promise((resolve) => {
    tellDrawn = resolve;
  }),
);
const root = document.getElementById('page') as HTMLElement;
const host = connect<DashboardEvent, DashboardRequest, KeptState>(onEvent);

let strings: DashboardStrings | undefined;
let views: readonly QueueView[] = [];
let marks: readonly PageMark[] = [];
let view: TimeView | undefined = host.kept && new TimeView(host.kept.windowMinutes);
let isStacked = host.kept?.isStacked ?? false;
let cursorAt: number | undefined;
let isRenderPlanned = false;
let drawnAt = 0;
let drawTimer: ReturnType<typeof setTimeout> | undefined;
/** Charts that are still to be drawn. */
let undrawn: readonly QueueView[] = [];
let drawFrame = 0;
let detail: Detail | undefined;
let askTimer: ReturnType<typeof setTimeout> | undefined;

onThemeChange(() => {
  for (const shown of views) shown.followTheme();
});
listenToMouse(root, {
  zoom: (direction, share, factor) => {
    const [from, to] = currentWindow();
    change(() => view?.zoom(direction, latestAt(), from + share * (to - from), factor));
  },
  pan: (share) => change(() => view?.pan(share, latestAt())),
});
// First of all: the host answers while the outline is rendered.
host.post({ type: 'ready' });
if (host.outline) onEvent(host.outline);

function onEvent(event: DashboardEvent): void {
  switch (event.type) {
    case 'outline':
      render(pageTemplate(event.strings, event.heading, view ?? new TimeView(firstWindow())), root);
      return;
    case 'state':
      onState(event);
      return planRender();
    case 'finerRows':
      for (const rows of event.queues) findView(rows.key)?.addFinerRows(event.from, event.to, rows);
      return planRender();
    case 'sample':
      findView(event.key)?.addSample(event);
      return planDraw();
    case 'rates':
      findView(event.key)?.addRates(event);
      return planDraw();
    case 'mark':
      marks = [...marks.filter(({ id }) => id !== event.mark.id), event.mark];
      return planDraw();
    case 'outage':
      findView(event.key)?.setOutage(event.outage);
      return planRender();
    case 'kept':
      findView(event.key)?.setKept(event.isKept);
      return planRender();
    case 'cloudWatch':
      return onCloudWatch(event);
  }
}

/** What was asked for just now is shown whole. */
function onCloudWatch({ key, rows, hours }: Extract<DashboardEvent, { type: 'cloudWatch' }>): void {
  findView(key)?.setCloudWatch(rows);
  change(() => {
    view?.setHasCloudWatch(hasCloudWatch());
    showHours(hours);
  });
}

function showHours(hours: number | undefined): void {
  if (hours === undefined) return;
  view?.choose(hours * 60);
  view?.resume();
}

function isCloudWatchOffered(): boolean {
  return views.some(({ cloudWatchOffer }) => cloudWatchOffer === 'possible');
}

function hasCloudWatch(): boolean {
  return views.some((shown) => shown.hasCloudWatch);
}

function onState(state: Extract<DashboardEvent, { type: 'state' }>): void {
  const words = state.strings;
  strings = words;
  marks = state.marks;
  views = state.queues.map((queue) => new QueueView(queue, words, viewListener));
  view ??= new TimeView(firstWindow());
  view.setHasCloudWatch(hasCloudWatch());
  showHours(state.cloudWatchHours);
  const latest = latestAt();
  detail = new Detail([latest - DAY_MS, latest], Math.max(0, ...views.map(({ wholeFrom }) => wholeFrom)));
  keep();
}

/** A minute for a queue that is new to the monitor, so that its lines do not hug the edge; else five. */
function firstWindow(): number {
  const times = views.flatMap(({ firstAt, lastAt }) => [firstAt ?? [], lastAt ?? []].flat());
  const [shortest = 1, usual = 5] = WINDOWS_MINUTES;
  return times.length > 0 && Math.max(...times) - Math.min(...times) >= MINUTE_MS ? usual : shortest;
}

const viewListener: QueueViewListener = {
  changed: planRender,
  cursor: (at) => {
    if (at === cursorAt) return;
    cursorAt = at;
    for (const shown of views) shown.showCursor(at);
    planRender();
  },
  select: (from, to) => change(() => view?.show(from, to)),
  key: onKey,
  openMark: (id) => host.post({ type: 'openMark', id }),
  keep: (key, isKept) => host.post({ type: 'keep', key, isKept }),
  remove: (key) => host.post({ type: 'remove', key }),
};

const actions: ControlActions = {
  choose: (minutes) => change(() => view?.choose(minutes)),
  togglePause: () =>
    change(() => {
      if (view?.fixedTo === undefined) view?.pauseAt(latestAt());
      else view.resume();
    }),
  pan: (share) => change(() => view?.pan(share, latestAt())),
  zoom: (direction) => change(() => view?.zoom(direction, latestAt())),
  reset: () => change(() => view?.reset()),
  setStacked: (value) => {
    isStacked = value;
    keep();
    planRender();
  },
  addQueues: () => host.post({ type: 'addQueues' }),
  readCloudWatch: () => host.post({ type: 'readCloudWatch' }),
  removeCloudWatch: () => host.post({ type: 'removeCloudWatch' }),
  export: exportWhat,
};

function exportWhat(what: Export): void {
  if (!strings) return;
  const [from, to] = currentWindow();
  if (what !== 'savePicture') return host.post({ type: what, from, to });
  for (const shown of views) shown.draw(marks, true);
  const words = strings;
  // The charts are painted at the end of this turn.
  requestAnimationFrame(() => host.post({ type: what, png: pictureOf(views, words) }));
}

/** Keys that move or zoom; true when it was one. */
function onKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === '+' || event.key === '=') actions.zoom('in');
  else if (event.key === '-') actions.zoom('out');
  else if (event.key === '0') actions.reset();
  else if (event.key.toLowerCase() === 'h' && isCloudWatchOffered()) actions.readCloudWatch();
  else if (event.shiftKey && event.key === 'ArrowLeft') actions.pan(-PAN_SHARE);
  else if (event.shiftKey && event.key === 'ArrowRight') actions.pan(PAN_SHARE);
  else return false;
  return true;
}

function change(apply: () => void): void {
  apply();
  keep();
  planRender();
}

function keep(): void {
  const key = views[0]?.heading.key;
  if (key !== undefined && view) host.keep({ key, windowMinutes: view.chosenMinutes, isStacked });
}

function findView(key: string): QueueView | undefined {
  return views.find(({ heading }) => heading.key === key);
}

/** The time at the right edge: the newest sample, so that the past stays in sight when no more come. */
function latestAt(): number {
  const times = views.flatMap(({ lastAt }) => lastAt ?? []);
  return times.length > 0 ? Math.max(...times) : Date.now();
}

function currentWindow(): readonly [number, number] {
  return view ? view.window(latestAt()) : [0, 1];
}

/** Renders soon; the more charts there are, the less often. */
function planDraw(): void {
  if (drawTimer !== undefined || isRenderPlanned) return;
  const every = views.length > MANY_QUEUES ? DRAW_MANY_EVERY_MS : views.length > 1 ? DRAW_EVERY_MS : 0;
  const wait = Math.max(0, drawnAt + every - performance.now());
  drawTimer = setTimeout(planRender, wait);
}

/** Renders with the next frame. */
function planRender(): void {
  clearTimeout(drawTimer);
  drawTimer = undefined;
  if (isRenderPlanned) return;
  isRenderPlanned = true;
  requestAnimationFrame(() => {
    isRenderPlanned = false;
    drawnAt = performance.now();
    renderPage();
  });
}

function renderPage(): void {
  if (!strings || !view) return;
  const window = currentWindow();
  for (const shown of views) {
    shown.setStacked(isStacked);
    shown.setWindow(window);
  }
  const [first] = views;
  if (first) render(pageTemplate(strings, first.heading, view), root);
  // Those that had to wait come first.
  undrawn = [...new Set([...undrawn.filter((shown) => views.includes(shown)), ...views])];
  drawSome();
  askForDetail(window);
}

/** Draws as many charts as one frame has room for. */
function drawSome(): void {
  cancelAnimationFrame(drawFrame);
  const end = performance.now() + DRAW_AT_ONCE_MS;
  while (undrawn.length > 0 && performance.now() < end) {
    undrawn[0]?.draw(marks);
    undrawn = undrawn.slice(1);
    tellDrawn();
  }
  if (undrawn.length > 0) drawFrame = requestAnimationFrame(drawSome);
}

function askForDetail(window: readonly [number, number]): void {
  clearTimeout(askTimer);
  const wanted = detail?.wanted(window);
  if (!wanted) return;
  askTimer = setTimeout(() => {
    const [from, to] = wanted;
    detail?.didAsk(wanted);
    host.post({ type: 'readRows', from, to });
  }, ASK_AFTER_MS);
}

function pageTemplate(words: DashboardStrings, heading: QueueHeading, time: TimeView): TemplateResult {
  const { key } = heading;
  const cloudWatch = { isOffered: isCloudWatchOffered(), isShown: hasCloudWatch() };
  const isImpossible = views.some(({ cloudWatchOffer }) => cloudWatchOffer === 'impossible');
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
        ${controlsTemplate(time, isStacked, cloudWatch, words, actions)}
        <div class=${views.length > 2 ? 'queues queues-many' : 'queues'}>
          ${repeat(
            views,
            (shown) => shown,
            (shown) => shown.template(),
          )}
        </div>
        ${views.some((shown) => shown.heading.isAws) ? awsTemplate(words) : nothing}
        ${isImpossible ? html`<p class="hint">${words.cloudWatch.impossible}</p>` : nothing}
      </main>
    </div>
  `;
}

/** What sampling AWS means: counts that lag, and requests that cost. */
function awsTemplate(words: DashboardStrings): TemplateResult {
  const aws = views.filter((shown) => shown.heading.isAws);
  const queues = aws.map(({ intervalMs, heading }) => ({ intervalMs, isFifo: heading.isFifo }));
  return html`
    <p class="hint">${words.approximate} ${costText(queues, words.cost)}</p>
  `;
}
