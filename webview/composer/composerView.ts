import { html, nothing, type TemplateResult } from 'lit';
import type { ComposerStrings, SendPolicy, SentRecord } from '../../src/shared/composerMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { headingTemplate } from '../heading';
import { format, formatTime } from '../text';
import { valueOf } from '../toolkit';
import { attributeEditorTemplate, type RowProblem } from './attributeEditor';
import type { BodyEditor } from './bodyEditor';
import { bodyTemplate } from './bodyView';
import { type DraftProblem, isMissing, type TypedDraft } from './draft';
import { attributeFieldOf, type ProblemPlace, placeOf, problemText } from './problemText';

/** How the last attempt to send ended. */
export type SendResult =
  | { readonly kind: 'sent' | 'duplicate'; readonly record: SentRecord }
  | { readonly kind: 'failed'; readonly text: string }
  /** Held back on the page: the problems are marked. */
  | { readonly kind: 'notSent' };

/** The editor's page runs on the user's machine, wherever the extension does. */
const isMac = navigator.userAgent.includes('Mac');

export interface ComposerProperties {
  readonly strings: ComposerStrings;
  readonly heading: QueueHeading;
  readonly policy: SendPolicy;
  readonly history: readonly SentRecord[];
  readonly draft: TypedDraft;
  readonly bodyEditor: BodyEditor;
  readonly problems: readonly DraftProblem[];
  /** True once the user has tried to send: from then on what is missing is marked as well. */
  readonly isTried: boolean;
  readonly isSending: boolean;
  readonly result: SendResult | undefined;
  readonly onDraft: (draft: TypedDraft) => void;
  readonly onSend: () => void;
  readonly onSendAndKeep: () => void;
  readonly onClear: () => void;
  readonly onOpenMessages: () => void;
  readonly onOpenDashboard: () => void;
}

export function composerTemplate(properties: ComposerProperties): TemplateResult {
  const { strings, heading, draft, onDraft, onOpenMessages, onOpenDashboard } = properties;
  return html`
    <div class="composer">
      ${headingTemplate(
        heading,
        strings,
        html`
          <vscode-button appearance="secondary" @click=${onOpenDashboard}>${strings.openDashboard}</vscode-button>
          <vscode-button appearance="secondary" @click=${onOpenMessages}>${strings.openMessages}</vscode-button>
        `,
      )}
      <main class="composer-body">
        ${bodyTemplate(properties, problemTexts(properties, 'body'))}
        ${attributeEditorTemplate({
          strings,
          attributes: draft.attributes,
          problemsOf: (index) => rowProblems(properties, index),
          onChange: (attributes) => onDraft({ ...draft, attributes }),
        })}
        ${optionsTemplate(properties)} ${historyTemplate(properties)}
      </main>
      ${footerTemplate(properties)}
    </div>
  `;
}

/** What is to be marked at one place. */
function problemsAt({ problems, isTried }: ComposerProperties, place: ProblemPlace): readonly DraftProblem[] {
  return problems.filter((problem) => placeOf(problem) === place && (isTried || !isMissing(problem)));
}

/** The sentences to be shown at one place. */
function problemTexts(properties: ComposerProperties, place: ProblemPlace): readonly string[] {
  const { draft, strings } = properties;
  return problemsAt(properties, place).map((problem) => problemText(problem, draft.body, strings));
}

function rowProblems(properties: ComposerProperties, index: number): readonly RowProblem[] {
  const { draft, strings } = properties;
  return problemsAt(properties, index).map((problem) => ({
    field: attributeFieldOf(problem),
    text: problemText(problem, draft.body, strings),
  }));
}

function problemsTemplate(texts: readonly string[], id: string): TemplateResult {
  return html`<div id=${id}>${texts.map((text) => html`<p class="problem">${text}</p>`)}</div>`;
}

// Delay, message group ID, deduplication ID

function optionsTemplate(properties: ComposerProperties): TemplateResult {
  const { strings, heading, policy } = properties;
  const groupHint = heading.isFifo ? strings.groupHintFifo : strings.groupHintStandard;
  return html`
    <section class="options">
      ${
        heading.isFifo
          ? nothing
          : optionTemplate(properties, 'delay', strings.delay, format(strings.delayHint, policy.delaySeconds))
      }
      ${optionTemplate(properties, 'groupId', strings.messageGroupId, groupHint)}
      ${
        heading.isFifo
          ? optionTemplate(
              properties,
              'deduplicationId',
              strings.deduplicationId,
              deduplicationHint(properties),
              newIdTemplate(properties),
            )
          : nothing
      }
    </section>
  `;
}

function newIdTemplate({ strings, draft, onDraft }: ComposerProperties): TemplateResult {
  const setNewId = () => onDraft({ ...draft, deduplicationId: crypto.randomUUID() });
  return html`
    <vscode-button appearance="secondary" @click=${setNewId}>${strings.newDeduplicationId}</vscode-button>
  `;
}

function deduplicationHint({ strings, policy }: ComposerProperties): string {
  return policy.contentBasedDeduplication
    ? strings.deduplicationHintOptional
    : strings.deduplicationHintRequired;
}

function optionTemplate(
  properties: ComposerProperties,
  name: 'delay' | 'groupId' | 'deduplicationId',
  label: string,
  hint: string,
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { draft, onDraft } = properties;
  const texts = problemTexts(properties, name);
  return html`
    <div class=${`field option-${name}`}>
      <div class="option-line">
        <vscode-text-field
          class=${texts.length > 0 ? 'invalid' : ''}
          .value=${draft[name]}
          @input=${(event: Event) => onDraft({ ...draft, [name]: valueOf(event) })}
          >${label}</vscode-text-field
        >
        ${action}
      </div>
      <p class="hint">${hint}</p>
      ${problemsTemplate(texts, `${name}-problems`)}
    </div>
  `;
}

// What was sent

function historyTemplate({ strings, history, heading }: ComposerProperties): TemplateResult | typeof nothing {
  if (history.length === 0) return nothing;
  return html`
    <section class="history">
      <h2>${strings.history}</h2>
      <div class="history-scroller" tabindex="0" role="region" aria-label=${strings.history}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${strings.time}</th>
              <th scope="col">${strings.messageId}</th>
              <th scope="col">${strings.md5OfBody}</th>
              ${heading.isFifo ? html`<th scope="col">${strings.sequenceNumber}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${history.map(
              ({ at, messageId, md5OfBody, sequenceNumber }) => html`
                <tr>
                  <td>${formatTime(at)}</td>
                  <td class="mono">${messageId}</td>
                  <td class="mono">${md5OfBody}</td>
                  ${heading.isFifo ? html`<td class="mono">${sequenceNumber ?? ''}</td>` : nothing}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

// Send

function footerTemplate(properties: ComposerProperties): TemplateResult {
  const { strings, isSending, result, onSend, onSendAndKeep, onClear } = properties;
  return html`
    <footer class="composer-footer">
      <div role="status">${result ? resultTemplate(result, strings) : nothing}</div>
      <div class="composer-buttons">
        <vscode-button class="send" ?disabled=${isSending} @click=${onSend}>
          ${isSending ? strings.sending : strings.send}
        </vscode-button>
        <vscode-button
          class="send-and-keep"
          appearance="secondary"
          title=${strings.sendAndKeepHint}
          ?disabled=${isSending}
          @click=${onSendAndKeep}
        >
          ${strings.sendAndKeep}
        </vscode-button>
        <vscode-button class="clear" appearance="secondary" @click=${onClear}>${strings.clear}</vscode-button>
        <span class="hint">${format(strings.sendKeys, isMac ? '⌘Enter' : 'Ctrl+Enter')}</span>
      </div>
    </footer>
  `;
}

function resultTemplate(result: SendResult, strings: ComposerStrings): TemplateResult {
  switch (result.kind) {
    case 'failed':
      return html`<div class="notice notice-error" role="alert">${result.text}</div>`;
    case 'notSent':
      return html`<div class="notice notice-error" role="alert">${strings.fixFirst}</div>`;
    case 'duplicate':
      return html`
        <div class="notice notice-warning">${format(strings.duplicate, result.record.messageId)}</div>
      `;
    case 'sent':
      return html`<div class="notice notice-success">${sentText(result.record, strings)}</div>`;
  }
}

function sentText({ messageId, md5OfBody, sequenceNumber }: SentRecord, strings: ComposerStrings): string {
  const parts = [format(strings.sent, messageId), `${strings.md5OfBody} ${md5OfBody}`];
  if (sequenceNumber !== undefined) parts.push(`${strings.sequenceNumber} ${sequenceNumber}`);
  return parts.join(' · ');
}
