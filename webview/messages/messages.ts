import './messages.css';
import { render } from 'lit';
import type { ListView } from '../../src/shared/messageList';
import type {
  MessagesEvent,
  MessagesMode,
  MessagesRequest,
  MessagesState,
} from '../../src/shared/messagesPanelMessages';
import { registerControls } from '../controls';
import { connect } from '../host';
import { initialChoice, toChoice } from './attributeChoice';
import { defaultColumns } from './columns';
import { type Choice, MessageList } from './messageList';
import { PageModel } from './pageModel';
import { type PageListeners, pageTemplate, type Typed } from './pageTemplate';
import { initialFields } from './receiveForm';

/** What the editor keeps for the page over a reload. */
interface KeptState extends Partial<Pick<Typed, 'fields' | 'attributes' | 'filter' | 'lookLimit'>> {
  readonly key: string;
  readonly mode?: MessagesMode | undefined;
}

/** How often the receipts are counted down. */
const TICK_MS = 1000;
/** Between the answer of a peek and the next one; more where the answer took long. */
const PEEK_MS = 1000;

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<MessagesEvent, MessagesRequest, KeptState>(onEvent);
const post = (request: MessagesRequest) => host.post(request);
const model = new PageModel({
  onOpen: (id, layer) => act({ type: 'openLayer', id, layer }),
  onChange: planRender,
  onSelectionLost: () => list.focus(),
});
const list = new MessageList({
  onChoose: choose,
  onChooseAll: () => choose(undefined, 'range'),
  onSort: sortBy,
  onDelete: deleteSelected,
});
const listeners: PageListeners = {
  post,
  act,
  onTyped,
  onMode: setMode,
  onView: setView,
  onIncludeDeadLetters: includeDeadLetters,
};

let typed: Typed = {
  fields: { ...initialFields, ...host.kept?.fields },
  attributes: { ...initialChoice, ...host.kept?.attributes },
  lookLimit: host.kept?.lookLimit ?? '10',
  filter: host.kept?.filter ?? '',
  extendSeconds: '60',
  isPaused: false,
};
let askedAt = 0;
let isRenderPlanned = false;
let isShown = false;
let peekTimer: ReturnType<typeof setTimeout> | undefined;

setInterval(() => {
  if (model.rows.size > 0) planRender();
}, TICK_MS);
// First of all: the host answers while the outline is rendered.
post({ type: 'ready' });
if (host.outline) onEvent(host.outline);

function onEvent(event: MessagesEvent): void {
  if (event.type === 'state') onState(event);
  else if (event.type !== 'filtered' || event.filter === typed.filter) model.takeChange(event);
  if (event.type === 'refreshed') planPeek(Math.max(PEEK_MS, 4 * (performance.now() - askedAt)));
  planRender();
}

function onState(next: MessagesState): void {
  const before = model.state;
  const hadPeek = before?.modes.includes('peek') ?? false;
  model.takeState(next);
  const { mode, attributes } = host.kept ?? {};
  if (!before && !attributes && next.receivedAttributes)
    typed = { ...typed, attributes: toChoice(next.receivedAttributes) };
  const isModeNew = !before || (!hadPeek && next.modes.includes('peek'));
  if (isModeNew && mode && mode !== next.mode && next.modes.includes(mode)) post({ type: 'mode', mode });
  if (!before && typed.filter !== next.filter) post({ type: 'filter', filter: typed.filter });
  else if (typed.filter !== next.filter && next.filter !== '') typed = { ...typed, filter: next.filter };
  if (before || mode === undefined) keep();
  planPeek(0);
}

function choose(id: string | undefined, choice: Choice): void {
  model.choose(id, choice);
  post({ type: 'select', id: model.selection.current, ids: [...model.selection.ids] });
  planRender();
}

function act(request: MessagesRequest): void {
  model.forgetOutcome();
  post(request);
  planRender();
}

function deleteSelected(): void {
  const ids = model.selected.filter(({ hasReceipt }) => hasReceipt).map(({ id }) => id);
  if (ids.length > 0) act({ type: 'delete', ids });
}

function sortBy(column: string): void {
  if (!model.state) return;
  const { view } = model.state;
  const isSame = view.sort?.column === column;
  setView({
    ...view,
    sort: isSame && view.sort?.isDescending ? undefined : { column, isDescending: isSame },
  });
}

function setView(view: ListView): void {
  model.update({ view });
  model.rows.sort = view.sort;
  post({ type: 'view', view });
  planRender();
}

function onTyped(change: Partial<Typed>): void {
  typed = { ...typed, ...change };
  if (change.filter !== undefined) post({ type: 'filter', filter: change.filter });
  if (change.isPaused !== undefined) planPeek(0);
  keep();
  // At once: what is pressed or typed next goes by what the page was rendered with.
  if (model.state) renderPage(model.state);
}

function setMode(mode: MessagesMode): void {
  model.peeked = undefined;
  keep(mode);
  post({ type: 'mode', mode });
}

function includeDeadLetters(isOn: boolean): void {
  model.update({ includesDeadLetters: isOn });
  post({ type: 'includeDeadLetters', isOn });
  planPeek(0);
  planRender();
}

function keep(mode = model.state?.mode): void {
  if (!model.state) return;
  const { fields, attributes, filter, lookLimit } = typed;
  host.keep({ key: model.state.heading.key, fields, attributes, mode, filter, lookLimit });
}

/** A page that is not shown is unloaded, and asks for no more. */
function planPeek(after: number): void {
  clearTimeout(peekTimer);
  if (model.state?.mode !== 'peek' || typed.isPaused) return;
  peekTimer = setTimeout(() => {
    askedAt = performance.now();
    post({ type: 'refresh' });
  }, after);
}

/** Renders once a frame at most; at once where nothing is shown yet. */
function planRender(): void {
  if (isRenderPlanned) return;
  if (!isShown && model.state) {
    isShown = true;
    return renderPage(model.state);
  }
  isRenderPlanned = true;
  requestAnimationFrame(() => {
    isRenderPlanned = false;
    if (model.state) renderPage(model.state);
  });
}

function renderPage(state: MessagesState): void {
  const columns = shownColumns(state);
  render(pageTemplate({ ...listeners, model, state, typed, columns, listElement: list.element }), root);
  renderList(state, columns);
}

function renderList({ strings, view: { sort } }: MessagesState, columns: readonly string[]): void {
  const { rows, selection, now } = model;
  if (rows.size === 0) return;
  list.render({
    strings,
    rows: rows.shown,
    columns,
    sort,
    selected: selection.ids,
    currentId: selection.current,
    now,
  });
}

function shownColumns({ view: { columns }, mode, includesDeadLetters }: MessagesState): readonly string[] {
  if (columns.length > 0) return columns;
  const { hasGroups } = model.rows;
  return defaultColumns(mode, { hasGroups, hasQueues: includesDeadLetters && mode !== 'receive' });
}
