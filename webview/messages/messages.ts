import './messages.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import type {
  ActionFailure,
  ListView,
  MessagesEvent,
  MessagesMode,
  MessagesRequest,
  MessagesState,
} from '../../src/shared/messagesPanelMessages';
import { headingTemplate } from '../heading';
import { connect } from '../host';
import { format, formatInteger } from '../text';
import { registerControls } from '../toolkit';
import { actionBarTemplate } from './actionBar';
import { columnPickerTemplate } from './columnPicker';
import { defaultColumns } from './columns';
import { filterBarTemplate } from './filterBar';
import { groupsTemplate } from './groups';
import { lookFormTemplate, modesTemplate, peekBarTemplate } from './lookForm';
import { type Choice, MessageList } from './messageList';
import { MessageView } from './messageView';
import { initialFields, type ReceiveFields, receiveFormTemplate, receiveRequest } from './receiveForm';
import { RowModel } from './rowModel';
import { Selection } from './selection';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly fields: ReceiveFields;
  readonly mode?: MessagesMode | undefined;
  readonly filter?: string | undefined;
  readonly lookLimit?: string | undefined;
}

/** How often the receipts are counted down. */
const TICK_MS = 1000;
/** Between the answer of a peek and the next one; more where the answer took long. */
const PEEK_MS = 1000;

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<MessagesEvent, MessagesRequest, KeptState>(onEvent);
const list = new MessageList({
  onChoose: choose,
  onChooseAll: () => choose(undefined, 'range'),
  onSort: sortBy,
  onDelete: deleteSelected,
  onScroll: planListRender,
});
const rows = new RowModel();
const selection = new Selection();

let state: MessagesState | undefined;
let fields = { ...initialFields, ...host.kept?.fields };
let lookLimit = host.kept?.lookLimit ?? '10';
let filter = host.kept?.filter ?? '';
let dropped = 0;
let view: MessageView | undefined;
let failures: readonly ActionFailure[] = [];
let notice: string | undefined;
let extendSeconds = '60';
let isPaused = false;
let isWhole = true;
let hasPeeked = false;
let peekProblem: string | undefined;
let askedAt = 0;
/** Milliseconds that the host's clock is ahead of this one's. */
let clockOffset = 0;
let isRenderPlanned = false;
let isListRenderPlanned = false;
let peekTimer: ReturnType<typeof setTimeout> | undefined;

setInterval(() => {
  if (rows.size > 0) planRender();
}, TICK_MS);
host.post({ type: 'ready' });

function onEvent(event: MessagesEvent): void {
  if (event.type === 'state') onState(event);
  else if (state) state = onChange(state, event);
  planRender();
}

function onState(next: MessagesState): void {
  const isFirst = state === undefined;
  const hadPeek = state?.modes.includes('peek') ?? false;
  if (state && state.mode !== next.mode) dropped = 0;
  state = next;
  clockOffset = next.now - Date.now();
  rows.reset(next.rows);
  rows.sort = next.view.sort;
  selection.keepOnly({ has: (id) => rows.find(id) !== undefined });
  view = undefined;
  if (next.detail) {
    selection.choose(next.detail.id, 'only', []);
    showDetail(next, next.detail);
  }
  const { mode } = host.kept ?? {};
  const isModeNew = isFirst || (!hadPeek && next.modes.includes('peek'));
  if (isModeNew && mode && mode !== next.mode && next.modes.includes(mode)) host.post({ type: 'mode', mode });
  if (isFirst && filter !== next.filter) host.post({ type: 'filter', filter });
  else if (filter !== next.filter && next.filter !== '') filter = next.filter;
  if (!isFirst || mode === undefined) keep();
  planPeek(0);
}

function onChange(
  current: MessagesState,
  event: Exclude<MessagesEvent, { readonly type: 'state' }>,
): MessagesState {
  switch (event.type) {
    case 'policy':
      return { ...current, policy: event.policy };
    case 'receiving':
      return { ...current, isReceiving: true, outcome: undefined };
    case 'receiveEnded':
      return { ...current, isReceiving: false, outcome: event.outcome };
    case 'rows':
      onRows(event);
      return current;
    case 'refreshed':
      hasPeeked = true;
      isWhole = event.isWhole;
      peekProblem = event.problem;
      planPeek(Math.max(PEEK_MS, 4 * (performance.now() - askedAt)));
      return current;
    case 'filtered':
      if (event.filter !== filter) return current;
      rows.filter(event.ids);
      return { ...current, filter: event.filter, filterTrouble: event.trouble };
    case 'savedFilters':
      return { ...current, savedFilters: event.savedFilters };
    case 'detail':
      showDetail(current, event.detail);
      return current;
    case 'visibility':
      onVisibility(event);
      return current;
    case 'removed':
      onRemoved(event.ids);
      return current;
    case 'acted':
      ({ failures, text: notice } = event);
      return current;
  }
}

function onRows(event: Extract<MessagesEvent, { type: 'rows' }>): void {
  clockOffset = event.now - Date.now();
  ({ dropped } = event);
  rows.put(event.rows);
  onRemoved(event.removed);
}

function showDetail({ strings }: MessagesState, detail: NonNullable<MessagesState['detail']>): void {
  if (detail.id !== selection.current) return;
  const { id } = detail;
  view = new MessageView(detail, strings, (layer) => act({ type: 'openLayer', id, layer }), planRender);
}

function onVisibility({ ids, now, visibleAgainAt }: Extract<MessagesEvent, { type: 'visibility' }>): void {
  clockOffset = now - Date.now();
  rows.put(ids.flatMap((id) => rows.find(id) ?? []).map((row) => ({ ...row, visibleAgainAt })));
}

/** Nothing is selected in place of a message that is gone, so that a second click deletes no other. */
function onRemoved(ids: readonly string[]): void {
  if (ids.length === 0) return;
  rows.remove(ids);
  if (!selection.remove(ids)) return;
  view = undefined;
  list.focus();
}

function choose(id: string | undefined, choice: Choice): void {
  const before = selection.current;
  if (id === undefined) selection.chooseAll(rows.shown.map((row) => row.id));
  else selection.choose(id, choice, rows.shown);
  failures = [];
  notice = undefined;
  if (selection.current !== before) view = undefined;
  host.post({ type: 'select', id: selection.current, ids: [...selection.ids] });
  planRender();
}

function act(request: MessagesRequest): void {
  failures = [];
  notice = undefined;
  host.post(request);
  planRender();
}

function deleteSelected(): void {
  const ids = [...selection.ids].filter((id) => rows.find(id)?.hasReceipt);
  if (ids.length > 0) act({ type: 'delete', ids });
}

function sortBy(column: string): void {
  if (!state) return;
  const { sort } = state.view;
  const isSame = sort?.column === column;
  setView({
    ...state.view,
    sort: isSame && sort.isDescending ? undefined : { column, isDescending: isSame },
  });
}

function setView(next: ListView): void {
  if (!state) return;
  state = { ...state, view: next };
  rows.sort = next.sort;
  host.post({ type: 'view', view: next });
  planRender();
}

function setFilter(text: string): void {
  filter = text;
  host.post({ type: 'filter', filter: text });
  keep();
  planRender();
}

function setMode(mode: MessagesMode): void {
  hasPeeked = false;
  keep(mode);
  host.post({ type: 'mode', mode });
}

function keep(mode = state?.mode): void {
  if (state) host.keep({ key: state.heading.key, fields, mode, filter, lookLimit });
}

/** A page that is not shown is unloaded, and asks for no more. */
function planPeek(after: number): void {
  clearTimeout(peekTimer);
  if (state?.mode !== 'peek' || isPaused) return;
  peekTimer = setTimeout(() => {
    askedAt = performance.now();
    host.post({ type: 'refresh' });
  }, after);
}

/** Renders once a frame at most. */
function planRender(): void {
  if (isRenderPlanned) return;
  isRenderPlanned = true;
  requestAnimationFrame(() => {
    isRenderPlanned = false;
    if (state) renderPage(state);
  });
}

/** Other rows in sight are no reason to render anything but the list. */
function planListRender(): void {
  if (isRenderPlanned || isListRenderPlanned) return;
  isListRenderPlanned = true;
  requestAnimationFrame(() => {
    isListRenderPlanned = false;
    if (state && !isRenderPlanned) renderList(state, shownColumns(state));
  });
}

function renderPage(current: MessagesState): void {
  const columns = shownColumns(current);
  render(pageTemplate(current, columns), root);
  renderList(current, columns);
}

function renderList({ strings, view: listView }: MessagesState, columns: readonly string[]): void {
  if (rows.size === 0) return;
  list.render({
    strings,
    rows: rows.shown,
    columns,
    sort: listView.sort,
    selected: selection.ids,
    currentId: selection.current,
    now: Date.now() + clockOffset,
  });
}

function shownColumns({ view: { columns }, mode, includesDeadLetters }: MessagesState): readonly string[] {
  if (columns.length > 0) return columns;
  return defaultColumns(mode, {
    hasGroups: rows.hasGroups,
    hasQueues: includesDeadLetters && mode === 'peek',
  });
}

function pageTemplate(current: MessagesState, columns: readonly string[]): TemplateResult {
  const { strings, heading, modes, mode } = current;
  return html`
    <div class="messages">
      ${headingTemplate(
        heading,
        strings,
        html`
          <vscode-button appearance="secondary" @click=${() => host.post({ type: 'openDashboard' })}>
            ${strings.openDashboard}
          </vscode-button>
          <vscode-button appearance="secondary" @click=${() => host.post({ type: 'openComposer' })}>
            ${strings.sendMessage}
          </vscode-button>
        `,
      )}
      <main class="messages-body">
        ${modesTemplate(modes, mode, strings, setMode)} ${formTemplate(current)}
        ${
          rows.size > 0 || filter.trim() !== ''
            ? html`
                ${filterTemplate(current, columns)}
                ${
                  mode === 'peek'
                    ? groupsTemplate(rows, strings, (group) => setFilter(`group = ${JSON.stringify(group)}`))
                    : nothing
                }
              `
            : nothing
        }
        ${rows.size > 0 ? splitTemplate(current) : emptyTemplate(current)}
      </main>
    </div>
  `;
}

function formTemplate(current: MessagesState): TemplateResult {
  const { strings, policy, heading, isReceiving, outcome, mode } = current;
  if (mode === 'peek') {
    const onPause = (paused: boolean) => {
      isPaused = paused;
      planPeek(0);
      planRender();
    };
    return peekBarTemplate({
      strings,
      rows,
      isPaused,
      isWhole,
      problem: peekProblem,
      onPause,
      deadLetters: deadLettersTemplate(current),
    });
  }
  const common = {
    strings,
    policy,
    isFifo: heading.isFifo,
    outcome,
    onCancel: () => host.post({ type: 'cancelReceive' }),
  };
  if (mode === 'look') {
    return lookFormTemplate({
      ...common,
      limit: lookLimit,
      isLooking: isReceiving,
      onLimit: (text) => {
        lookLimit = text;
        keep();
        planRender();
      },
      onLook: (limit) => host.post({ type: 'look', limit }),
    });
  }
  return receiveFormTemplate({
    ...common,
    fields,
    isReceiving,
    dropped,
    hasRows: rows.size > 0,
    onFields: (changed) => {
      fields = changed;
      keep();
      planRender();
    },
    onReceive: () => {
      const request = receiveRequest(fields);
      if (request) host.post(request);
    },
    onClear: () => host.post({ type: 'clear' }),
  });
}

function deadLettersTemplate({ strings, policy, includesDeadLetters }: MessagesState) {
  const { deadLetterQueueName } = policy;
  if (deadLetterQueueName === undefined) return nothing;
  return html`
    <label class="check">
      <input
        type="checkbox"
        .checked=${includesDeadLetters}
        @change=${() => {
          if (state) state = { ...state, includesDeadLetters: !includesDeadLetters };
          host.post({ type: 'includeDeadLetters', isOn: !includesDeadLetters });
          planPeek(0);
          planRender();
        }}
      />
      ${format(strings.includeDeadLetters, deadLetterQueueName)}
    </label>
  `;
}

function filterTemplate(current: MessagesState, columns: readonly string[]): TemplateResult {
  const { strings, filterTrouble, savedFilters } = current;
  return filterBarTemplate({
    strings,
    filter,
    trouble: filterTrouble,
    savedFilters,
    shown: rows.shown.length,
    all: rows.size,
    onFilter: setFilter,
    onSave: (text, isSaved) => host.post({ type: 'saveFilter', filter: text, isSaved }),
    end: columnPickerTemplate({
      strings,
      columns,
      onColumns: (chosen) => setView({ ...current.view, columns: chosen }),
    }),
  });
}

function emptyTemplate({ strings, mode }: MessagesState): TemplateResult {
  if (mode === 'peek' && !hasPeeked)
    return html`<div class="empty"><p class="hint">${strings.loading}</p></div>`;
  const words = {
    peek: [strings.peekEmpty, ''],
    look: [strings.lookEmptyTitle, strings.lookEmptyHint],
    receive: [strings.emptyTitle, strings.emptyHint],
  } as const;
  const [title, hint] = words[mode];
  return html`
    <div class="empty">
      <h2>${title}</h2>
      <p class="hint">${hint}</p>
    </div>
  `;
}

function splitTemplate(current: MessagesState): TemplateResult {
  const { strings } = current;
  const selected = [...selection.ids].flatMap((id) => rows.find(id) ?? []);
  return html`
    <div class="split">
      <div class="split-list">
        ${list.element}
        ${rows.shown.length === 0 ? html`<p class="hint list-none">${strings.filteredNone}</p>` : nothing}
      </div>
      ${
        selected.length > 0
          ? selectedTemplate(current, selected)
          : html`<section class="message message-none"><p class="hint">${strings.selectHint}</p></section>`
      }
    </div>
  `;
}

function selectedTemplate(
  { strings, heading }: MessagesState,
  selected: readonly NonNullable<ReturnType<RowModel['find']>>[],
): TemplateResult {
  const [row] = selected;
  const isOne = selected.length === 1;
  const title = isOne && row ? row.messageId : format(strings.selectedMany, formatInteger(selected.length));
  return html`
    <section class="message" aria-label=${isOne ? format(strings.detailLabel, title) : title}>
      <h2 class=${`message-title${isOne ? ' mono' : ''}`}>${title}</h2>
      ${actionBarTemplate({
        strings,
        rows: selected,
        isFifo: heading.isFifo,
        now: Date.now() + clockOffset,
        failures,
        notice,
        extendSeconds,
        onExtendSeconds: (text) => {
          extendSeconds = text;
          planRender();
        },
        onAct: act,
        nameOf: (id) => rows.find(id)?.messageId.slice(0, 8) ?? '',
      })}
      ${isOne ? (view?.template() ?? html`<p class="hint">${strings.loading}</p>`) : nothing}
    </section>
  `;
}
