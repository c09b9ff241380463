import { html, nothing, type TemplateResult } from 'lit';
import type { ComposerStrings, RecentIds, SendPolicy } from '../../src/shared/composerMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { isChecked, valueOf } from '../controls';
import { format } from '../text';
import { newTraceHeader, type TypedDraft } from './draft';

export interface OptionsProperties {
  readonly strings: ComposerStrings;
  readonly heading: QueueHeading;
  readonly policy: SendPolicy;
  readonly draft: TypedDraft;
  readonly recentIds: RecentIds;
  readonly onDraft: (change: Partial<TypedDraft>) => void;
}

type OptionName = 'delay' | 'groupId' | 'deduplicationId' | 'traceHeader';

interface Option {
  readonly name: OptionName;
  readonly label: string;
  readonly hint: string;
  /** Values that are offered while typing. */
  readonly recent?: readonly string[];
  readonly action?: TemplateResult;
  readonly below?: TemplateResult;
}

/** Delay, message group ID, deduplication ID and trace header; `textsAt` gives what is wrong with each. */
export function optionsTemplate(
  properties: OptionsProperties,
  textsAt: (name: OptionName) => readonly string[],
): TemplateResult {
  const { strings, heading } = properties;
  const options = [
    ...(heading.isFifo ? [] : [delayOption(properties)]),
    groupOption(properties),
    ...(heading.isFifo ? [deduplicationOption(properties)] : []),
    traceOption(properties),
  ];
  return html`
    <section class="options" aria-label=${strings.options}>
      ${options.map((option) => optionTemplate(option, properties, textsAt(option.name)))}
    </section>
  `;
}

function delayOption({ strings, policy }: OptionsProperties): Option {
  return { name: 'delay', label: strings.delay, hint: format(strings.delayHint, policy.delaySeconds) };
}

function groupOption({ strings, heading, recentIds }: OptionsProperties): Option {
  const hint = heading.isFifo ? strings.groupHintFifo : strings.groupHintStandard;
  return { name: 'groupId', label: strings.messageGroupId, hint, recent: recentIds.groupIds };
}

function deduplicationOption({ strings, policy, draft, recentIds, onDraft }: OptionsProperties): Option {
  const isOptional = policy.contentBasedDeduplication;
  const setNewId = () => onDraft({ deduplicationId: crypto.randomUUID() });
  return {
    name: 'deduplicationId',
    label: strings.deduplicationId,
    hint: isOptional ? strings.deduplicationHintOptional : strings.deduplicationHintRequired,
    recent: recentIds.deduplicationIds,
    action: html`
      <vscode-button appearance="secondary" @click=${setNewId}>${strings.newDeduplicationId}</vscode-button>
    `,
    below: html`
      <label class="check">
        <input
          type="checkbox"
          .checked=${draft.isNewIdAfterSend}
          @change=${(event: Event) => onDraft({ isNewIdAfterSend: isChecked(event) })}
        />
        ${strings.newIdAfterSend}
      </label>
    `,
  };
}

function traceOption({ strings, onDraft }: OptionsProperties): Option {
  const setNewTrace = () => onDraft({ traceHeader: newTraceHeader(Date.now()) });
  return {
    name: 'traceHeader',
    label: strings.traceHeader,
    hint: strings.traceHeaderHint,
    action: html`
      <vscode-button appearance="secondary" @click=${setNewTrace}>${strings.newTraceHeader}</vscode-button>
    `,
  };
}

function optionTemplate(
  { name, label, hint, recent = [], action, below }: Option,
  { draft, onDraft }: OptionsProperties,
  texts: readonly string[],
): TemplateResult {
  const listId = `${name}-recent`;
  return html`
    <div class=${`field option-${name}`}>
      <label for=${name}>${label}</label>
      <div class="option-line">
        <input
          id=${name}
          class=${`input${texts.length > 0 ? ' invalid' : ''}`}
          spellcheck="false"
          autocomplete="off"
          list=${recent.length > 0 ? listId : nothing}
          aria-describedby=${`${name}-hint ${name}-problems`}
          .value=${draft[name]}
          @input=${(event: Event) => onDraft({ [name]: valueOf(event) })}
        />
        ${action}
      </div>
      ${
        recent.length > 0
          ? html`<datalist id=${listId}>${recent.map((id) => html`<option value=${id}></option>`)}</datalist>`
          : nothing
      }
      ${below} <p id=${`${name}-hint`} class="hint">${hint}</p>
      <div id=${`${name}-problems`}>${texts.map((text) => html`<p class="problem">${text}</p>`)}</div>
    </div>
  `;
}
