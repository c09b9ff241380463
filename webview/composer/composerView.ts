import { html, nothing, type TemplateResult } from 'lit';
import type {
  BulkState,
  ComposerStrings,
  RecentIds,
  SendPolicy,
  SentRecord,
} from '../../src/shared/composerMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { headingTemplate } from '../heading';
import { format, formatTime } from '../text';
import { type AttributeEditorProperties, attributeEditorTemplate, type RowProblem } from './attributeEditor';
import type { BodyEditor } from './bodyEditor';
import type { BodyMode } from './bodyMode';
import { bodyTemplate } from './bodyView';
import { type BulkForm, bulkTemplate } from './bulkView';
import { type DraftProblem, isMissing, type TypedDraft } from './draft';
import { optionsTemplate } from './optionsView';
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
  readonly recentIds: RecentIds;
  readonly bulk: BulkState | undefined;
  readonly bulkForm: BulkForm;
  readonly isBodyInTab: boolean;
  /** What was loaded in place of another message; undefined when nothing was, or it was settled. */
  readonly loadNote: string | undefined;
  readonly onDraft: (change: Partial<TypedDraft>) => void;
  readonly onAttributes: AttributeEditorProperties['onChange'];
  readonly onSend: () => void;
  readonly onSendAndKeep: () => void;
  readonly onClear: () => void;
  readonly onUndoLoad: () => void;
  readonly onOpenTemplates: () => void;
  readonly onOpenInTab: (mode: BodyMode) => void;
  readonly onPickFile: (index: number) => void;
  readonly onBulkForm: (change: Partial<BulkForm>) => void;
  readonly onSendMany: (count: number, perSecond: number | undefined) => void;
  readonly onCancelMany: () => void;
  readonly onRetryMany: () => void;
  readonly onOpenMessages: () => void;
  readonly onOpenDashboard: () => void;
}

export function composerTemplate(properties: ComposerProperties): TemplateResult {
  const { strings, heading, draft, onAttributes, onPickFile, onOpenMessages, onOpenDashboard } = properties;
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
          onChange: onAttributes,
          onPickFile,
        })}
        ${optionsTemplate(properties, (place) => problemTexts(properties, place))}
        ${bulkTemplate(properties)} ${historyTemplate(properties)}
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
  const { strings, isSending, result, onSend, onSendAndKeep, onClear, onOpenTemplates } = properties;
  return html`
    <footer class="composer-footer">
      <div role="status">
        ${loadNoteTemplate(properties)} ${result ? resultTemplate(result, strings) : nothing}
      </div>
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
        <vscode-button
          class="templates"
          appearance="secondary"
          title=${strings.templatesHint}
          @click=${onOpenTemplates}
        >
          ${strings.templates}
        </vscode-button>
        <vscode-button class="clear" appearance="secondary" @click=${onClear}>${strings.clear}</vscode-button>
        <span class="hint">${format(strings.sendKeys, isMac ? '⌘Enter' : 'Ctrl+Enter')}</span>
      </div>
    </footer>
  `;
}

function loadNoteTemplate({
  strings,
  loadNote,
  onUndoLoad,
}: ComposerProperties): TemplateResult | typeof nothing {
  if (loadNote === undefined) return nothing;
  return html`
    <div class="notice load-note">
      ${loadNote} <button class="link-button" @click=${onUndoLoad}>${strings.undo}</button>
    </div>
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
