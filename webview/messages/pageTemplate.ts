import { html, nothing, type TemplateResult } from 'lit';
import type { ListView, MessageRow } from '../../src/shared/messageList';
import type { MessagesMode, MessagesRequest, MessagesState } from '../../src/shared/messagesPanelMessages';
import { headingTemplate } from '../heading';
import { format, formatInteger } from '../text';
import { actionBarTemplate } from './actionBar';
import type { AttributeChoice } from './attributeChoice';
import { columnPickerTemplate } from './columnPicker';
import { filterBarTemplate } from './filterBar';
import { groupsTemplate } from './groups';
import { lookFormTemplate, modesTemplate, peekBarTemplate } from './lookForm';
import type { PageModel } from './pageModel';
import { type ReceiveFields, receiveFormTemplate, receiveRequest } from './receiveForm';

/** What is typed and chosen on the page and not sent yet. */
export interface Typed {
  readonly fields: ReceiveFields;
  readonly attributes: AttributeChoice;
  readonly lookLimit: string;
  readonly filter: string;
  readonly extendSeconds: string;
  readonly isPaused: boolean;
}

export interface PageListeners {
  readonly post: (request: MessagesRequest) => void;
  /** Posts what is done with messages: how the action before went is forgotten. */
  readonly act: (request: MessagesRequest) => void;
  readonly onTyped: (typed: Partial<Typed>) => void;
  readonly onMode: (mode: MessagesMode) => void;
  readonly onView: (view: ListView) => void;
  readonly onIncludeDeadLetters: (isOn: boolean) => void;
}

export interface Page extends PageListeners {
  readonly model: PageModel;
  readonly state: MessagesState;
  readonly typed: Typed;
  /** Names of the columns that are shown. */
  readonly columns: readonly string[];
  /** The grid. */
  readonly listElement: HTMLElement;
}

/** The whole page but for the rows of the list. */
export function pageTemplate(page: Page): TemplateResult {
  const { state, model, typed, post, onMode } = page;
  const { strings, heading, modes, mode } = state;
  const hasList = model.rows.size > 0;
  return html`
    <div class="messages">
      ${headingTemplate(
        heading,
        strings,
        html`
          <vscode-button appearance="secondary" @click=${() => post({ type: 'openDashboard' })}>
            ${strings.openDashboard}
          </vscode-button>
          <vscode-button appearance="secondary" @click=${() => post({ type: 'openComposer' })}>
            ${strings.sendMessage}
          </vscode-button>
        `,
      )}
      <main class="messages-body">
        ${modesTemplate(modes, mode, strings, onMode)} ${formTemplate(page)}
        ${hasList || typed.filter.trim() !== '' ? filterTemplate(page) : nothing}
        ${hasList ? splitTemplate(page) : emptyTemplate(page)}
      </main>
    </div>
  `;
}

function formTemplate(page: Page): TemplateResult {
  switch (page.state.mode) {
    case 'peek':
      return peekTemplate(page);
    case 'look':
      return lookTemplate(page);
    case 'receive':
      return receiveTemplate(page);
  }
}

function peekTemplate(page: Page): TemplateResult {
  const { model, state, typed, onTyped } = page;
  return peekBarTemplate({
    strings: state.strings,
    rows: model.rows,
    isPaused: typed.isPaused,
    isWhole: model.peeked?.isWhole ?? true,
    problem: model.peeked?.problem,
    onPause: (isPaused) => onTyped({ isPaused }),
    deadLetters: deadLettersTemplate(page),
  });
}

function lookTemplate(page: Page): TemplateResult {
  const { state, typed, post, onTyped } = page;
  const {
    strings,
    heading,
    policy,
    deadLetterPolicy = {},
    includesDeadLetters,
    isReceiving,
    outcome,
  } = state;
  const { deadLetterQueueName: name } = policy;
  const own = { name: heading.queueName, policy };
  return lookFormTemplate({
    strings,
    queues: includesDeadLetters && name !== undefined ? [own, { name, policy: deadLetterPolicy }] : [own],
    isFifo: heading.isFifo,
    deadLetters: deadLettersTemplate(page),
    limit: typed.lookLimit,
    isLooking: isReceiving,
    outcome,
    onLimit: (lookLimit) => onTyped({ lookLimit }),
    onLook: (limit) => post({ type: 'look', limit }),
    onCancel: () => post({ type: 'cancelReceive' }),
  });
}

function receiveTemplate({ model, state, typed, post, onTyped }: Page): TemplateResult {
  const { strings, heading, policy, isReceiving, outcome } = state;
  const { fields, attributes } = typed;
  return receiveFormTemplate({
    strings,
    policy,
    isFifo: heading.isFifo,
    fields,
    attributes,
    isReceiving,
    outcome,
    dropped: model.dropped,
    hasRows: model.rows.size > 0,
    onFields: (changed) => onTyped({ fields: changed }),
    onAttributes: (changed) => onTyped({ attributes: changed }),
    onReceive: () => {
      const request = receiveRequest(fields, attributes);
      if (request) post(request);
    },
    onCancel: () => post({ type: 'cancelReceive' }),
    onClear: () => post({ type: 'clear' }),
  });
}

function deadLettersTemplate({ state, onIncludeDeadLetters }: Page): TemplateResult | typeof nothing {
  const { strings, policy, includesDeadLetters, isReceiving } = state;
  const { deadLetterQueueName } = policy;
  if (deadLetterQueueName === undefined) return nothing;
  return html`
    <label class="check">
      <input
        type="checkbox"
        .checked=${includesDeadLetters}
        ?disabled=${isReceiving}
        @change=${() => onIncludeDeadLetters(!includesDeadLetters)}
      />
      ${format(strings.includeDeadLetters, deadLetterQueueName)}
    </label>
  `;
}

function filterTemplate({ model, state, typed, columns, post, onTyped, onView }: Page): TemplateResult {
  const { strings, filterTrouble, savedFilters, mode, view } = state;
  const onFilter = (filter: string) => onTyped({ filter });
  return html`
    ${filterBarTemplate({
      strings,
      filter: typed.filter,
      trouble: filterTrouble,
      savedFilters,
      shown: model.rows.shown.length,
      all: model.rows.size,
      onFilter,
      onSave: (filter, isSaved) => post({ type: 'saveFilter', filter, isSaved }),
      end: columnPickerTemplate({
        strings,
        columns,
        onColumns: (chosen) => onView({ ...view, columns: chosen }),
      }),
    })}
    ${
      mode === 'peek'
        ? groupsTemplate(model.rows, strings, (group) => onFilter(`group = ${JSON.stringify(group)}`))
        : nothing
    }
  `;
}

function emptyTemplate({ model, state: { strings, mode } }: Page): TemplateResult {
  if (mode === 'peek' && !model.peeked) {
    return html`<div class="empty"><p class="hint">${strings.loading}</p></div>`;
  }
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

function splitTemplate(page: Page): TemplateResult {
  const { model, state, listElement } = page;
  const { strings } = state;
  const { selected } = model;
  return html`
    <div class="split">
      <div class="split-list">
        ${listElement}
        ${model.rows.shown.length === 0 ? html`<p class="hint list-none">${strings.filteredNone}</p>` : nothing}
      </div>
      ${
        selected.length > 0
          ? selectedTemplate(page, selected)
          : html`<section class="message message-none"><p class="hint">${strings.selectHint}</p></section>`
      }
    </div>
  `;
}

function selectedTemplate(
  { model, state, typed, act, onTyped }: Page,
  selected: readonly MessageRow[],
): TemplateResult {
  const { strings, heading } = state;
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
        now: model.now,
        failures: model.failures,
        notice: model.notice,
        extendSeconds: typed.extendSeconds,
        onExtendSeconds: (extendSeconds) => onTyped({ extendSeconds }),
        onAct: act,
        nameOf: (id) => model.rows.find(id)?.messageId.slice(0, 8) ?? '',
      })}
      ${isOne ? (model.view?.template() ?? html`<p class="hint">${strings.loading}</p>`) : nothing}
    </section>
  `;
}
