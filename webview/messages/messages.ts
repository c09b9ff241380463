import './messages.css';
import { html, render, type TemplateResult } from 'lit';
import type {
  MessageDetail,
  MessageRow,
  MessagesEvent,
  MessagesRequest,
  MessagesStrings,
  ReceiveOutcome,
  ReceivePolicy,
} from '../../src/shared/messagesPanelMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { headingTemplate } from '../heading';
import { connect } from '../host';
import { format } from '../text';
import { registerControls } from '../toolkit';
import { MessageList } from './messageList';
import { MessageView } from './messageView';
import { initialFields, type ReceiveFields, receiveFormTemplate, receiveRequest } from './receiveForm';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly fields: ReceiveFields;
}

/** How often the receipts are counted down. */
const TICK_MS = 1000;

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<MessagesEvent, MessagesRequest, KeptState>(onEvent);
const list = new MessageList(select, planRender);

let strings: MessagesStrings | undefined;
let heading: QueueHeading | undefined;
let policy: ReceivePolicy = {};
let rows: readonly MessageRow[] = [];
let fields = host.kept?.fields ?? initialFields;
let isReceiving = false;
let outcome: ReceiveOutcome | undefined;
let selectedId: string | undefined;
let view: MessageView | undefined;
let failure: string | undefined;
/** Milliseconds that the host's clock is ahead of this one's. */
let clockOffset = 0;
let isRenderPlanned = false;

setInterval(() => {
  if (rows.length > 0) planRender();
}, TICK_MS);
host.post({ type: 'ready' });

function onEvent(event: MessagesEvent): void {
  switch (event.type) {
    case 'state':
      onState(event);
      break;
    case 'policy':
      policy = event.policy;
      break;
    case 'receiving':
      isReceiving = true;
      outcome = undefined;
      break;
    case 'received':
      onReceived(event);
      break;
    case 'detail':
      onDetail(event.detail);
      break;
    case 'visibility':
      onVisibility(event);
      break;
    case 'removed':
      onRemoved(event.ids);
      break;
    case 'actionFailed':
      failure = event.text;
      break;
  }
  planRender();
}

function onState(state: Extract<MessagesEvent, { type: 'state' }>): void {
  ({ strings, heading, policy, rows, isReceiving, outcome } = state);
  clockOffset = state.now - Date.now();
  selectedId = state.detail?.id;
  view = undefined;
  if (state.detail) onDetail(state.detail);
  keep();
}

function onReceived(event: Extract<MessagesEvent, { type: 'received' }>): void {
  clockOffset = event.now - Date.now();
  isReceiving = false;
  outcome = event.outcome;
  const received = new Set(event.rows.map(({ id }) => id));
  rows = [...rows.filter(({ id }) => !received.has(id)), ...event.rows];
  const first = rows.length - event.rows.length;
  if (event.rows.length > 0) requestAnimationFrame(() => list.scrollTo(first));
}

function onDetail(detail: MessageDetail): void {
  if (!strings || detail.id !== selectedId) return;
  const { id } = detail;
  const actions = {
    delete: () => act({ type: 'delete', id }),
    release: () => act({ type: 'release', id }),
    extend: (seconds: number) => act({ type: 'extend', id, seconds }),
    copyBody: () => act({ type: 'copyBody', id }),
  };
  view = new MessageView(detail, strings, actions, planRender);
}

function onVisibility(event: Extract<MessagesEvent, { type: 'visibility' }>): void {
  const { id, visibleAgainAt } = event;
  clockOffset = event.now - Date.now();
  rows = rows.map((row) => (row.id === id ? { ...row, visibleAgainAt } : row));
}

/** Nothing is selected in place of a message that is gone, so that a second click deletes no other. */
function onRemoved(ids: readonly string[]): void {
  const removed = new Set(ids);
  rows = rows.filter(({ id }) => !removed.has(id));
  if (selectedId === undefined || !removed.has(selectedId)) return;
  selectedId = undefined;
  view = undefined;
  failure = undefined;
  list.focus();
}

function select(id: string): void {
  if (id === selectedId) return;
  selectedId = id;
  view = undefined;
  failure = undefined;
  host.post({ type: 'select', id });
  planRender();
}

function act(request: MessagesRequest): void {
  failure = undefined;
  host.post(request);
  planRender();
}

function keep(): void {
  if (heading) host.keep({ key: heading.key, fields });
}

function setFields(changed: ReceiveFields): void {
  fields = changed;
  keep();
  planRender();
}

function receive(): void {
  const request = receiveRequest(fields);
  if (request) host.post(request);
}

/** Renders once a frame at most. */
function planRender(): void {
  if (isRenderPlanned) return;
  isRenderPlanned = true;
  requestAnimationFrame(() => {
    isRenderPlanned = false;
    renderPage();
  });
}

function renderPage(): void {
  if (!strings || !heading) return;
  render(pageTemplate(strings, heading), root);
  if (rows.length > 0) list.render({ strings, rows, selectedId, now: Date.now() + clockOffset });
}

function pageTemplate(words: MessagesStrings, queue: QueueHeading): TemplateResult {
  return html`
    <div class="messages">
      ${headingTemplate(
        queue,
        words,
        html`
          <vscode-button appearance="secondary" @click=${() => host.post({ type: 'openDashboard' })}>
            ${words.openDashboard}
          </vscode-button>
          <vscode-button appearance="secondary" @click=${() => host.post({ type: 'openComposer' })}>
            ${words.sendMessage}
          </vscode-button>
        `,
      )}
      <main class="messages-body">
        ${receiveFormTemplate({
          strings: words,
          policy,
          isFifo: queue.isFifo,
          fields,
          isReceiving,
          outcome,
          hasRows: rows.length > 0,
          onFields: setFields,
          onReceive: receive,
          onCancel: () => host.post({ type: 'cancelReceive' }),
          onClear: () => host.post({ type: 'clear' }),
        })}
        ${rows.length > 0 ? splitTemplate(words, queue) : emptyTemplate(words)}
      </main>
    </div>
  `;
}

function emptyTemplate(words: MessagesStrings): TemplateResult {
  return html`
    <div class="empty">
      <h2>${words.emptyTitle}</h2>
      <p class="hint">${words.emptyHint}</p>
    </div>
  `;
}

function splitTemplate(words: MessagesStrings, queue: QueueHeading): TemplateResult {
  const row = rows.find(({ id }) => id === selectedId);
  return html`
    <div class="split">
      <div class="split-list">${list.element}</div>
      ${
        row
          ? html`
              <section class="message" aria-label=${format(words.detailLabel, row.id)}>
                ${
                  view
                    ? view.template({ row, isFifo: queue.isFifo, now: Date.now() + clockOffset, failure })
                    : html`<p class="hint">${words.loading}</p>`
                }
              </section>
            `
          : html`<section class="message message-none"><p class="hint">${words.selectHint}</p></section>`
      }
    </div>
  `;
}
