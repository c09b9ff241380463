import { html, nothing, type TemplateResult } from 'lit';
import type { ComposerStrings, SendPolicy } from '../../src/shared/composerMessages';
import { formatJson } from '../../src/shared/formatJson';
import { formatXml } from '../../src/shared/formatXml';
import { messageSize } from '../../src/shared/messageChecks';
import { isChecked, valueOf } from '../controls';
import { loadedCode } from '../loadCode';
import { format, formatInteger } from '../text';
import type { BodyEditor } from './bodyEditor';
import {
  BODY_MODES,
  type BodyMode,
  type ChosenMode,
  guessMode,
  modeOf,
  withoutPlaceholders,
} from './bodyMode';
import type { BodyEditorWords } from './bodySurface';
import { type DraftProblem, type TypedDraft, toMessageDraft } from './draft';

export interface BodyProperties {
  readonly strings: ComposerStrings;
  readonly policy: SendPolicy;
  readonly draft: TypedDraft;
  readonly bodyEditor: BodyEditor;
  readonly problems: readonly DraftProblem[];
  /** True while the body is edited in an editor tab. */
  readonly isBodyInTab: boolean;
  readonly onDraft: (change: Partial<TypedDraft>) => void;
  readonly onOpenInTab: (mode: BodyMode) => void;
}

/** The editor of the body, what can be done with it, and what is wrong with it (`texts`). */
export function bodyTemplate(properties: BodyProperties, texts: readonly string[]): TemplateResult {
  const { strings, draft, bodyEditor, problems, isBodyInTab, onOpenInTab } = properties;
  const mode = modeOf(draft.mode, draft.body);
  const layout = layOut(draft.body, mode, draft.hasPlaceholders);
  const applyLayout = () => {
    const { text } = layOut(bodyEditor.text, mode, draft.hasPlaceholders);
    if (text !== undefined) bodyEditor.replace(text);
  };
  const forbidden = problems.find((problem) => problem.code === 'bodyCharacters');
  bodyEditor.element.classList.toggle('invalid', texts.length > 0);
  bodyEditor.setWords(wordsOf(strings));
  bodyEditor.setMode(mode, draft.hasPlaceholders);
  bodyEditor.setReadOnly(isBodyInTab);
  return html`
    <section class="body">
      <div class="section-title">
        <h2>${strings.body}</h2>
        ${modeTemplate(properties)}
        <button
          class="link-button"
          title=${strings.formatHint}
          ?disabled=${layout.text === undefined || isBodyInTab}
          @click=${applyLayout}
        >
          ${strings.format}
        </button>
        <button class="link-button" @click=${() => bodyEditor.openSearch()}>${strings.find}</button>
        <button class="link-button" title=${strings.openInTabHint} @click=${() => onOpenInTab(mode)}>
          ${isBodyInTab ? strings.showTab : strings.openInTab}
        </button>
        <span class="hint">${layoutHint(layout, mode, strings)}</span>
        ${sizeTemplate(properties)}
      </div>
      ${isBodyInTab ? html`<p class="hint" role="status">${strings.bodyInTab}</p>` : nothing}
      ${bodyEditor.element} ${placeholdersTemplate(properties)}
      <div id="body-problems">${texts.map((text) => html`<p class="problem">${text}</p>`)}</div>
      ${
        forbidden?.code === 'bodyCharacters'
          ? html`
              <button class="link-button" @click=${() => bodyEditor.select(forbidden.character.index, 1)}>
                ${strings.goTo}
              </button>
            `
          : nothing
      }
    </section>
  `;
}

function modeTemplate({ strings, draft, onDraft }: BodyProperties): TemplateResult {
  const names: Record<BodyMode, string> = { json: 'JSON', xml: 'XML', text: strings.modeText };
  const auto = format(strings.modeAuto, names[guessMode(draft.body)]);
  const option = (mode: ChosenMode, name: string) =>
    html`<option value=${mode} .selected=${mode === draft.mode}>${name}</option>`;
  return html`
    <select
      class="body-mode"
      aria-label=${strings.bodyMode}
      @change=${(event: Event) => onDraft({ mode: valueOf(event) as ChosenMode })}
    >
      ${option('auto', auto)} ${BODY_MODES.map((mode) => option(mode, names[mode]))}
    </select>
  `;
}

function placeholdersTemplate({ strings, draft, onDraft }: BodyProperties): TemplateResult {
  return html`
    <div class="body-placeholders">
      <label class="check">
        <input
          type="checkbox"
          aria-describedby="placeholders-hint"
          .checked=${draft.hasPlaceholders}
          @change=${(event: Event) => onDraft({ hasPlaceholders: isChecked(event) })}
        />
        ${strings.placeholders}
      </label>
      <span id="placeholders-hint" class="hint">${strings.placeholdersHint}</span>
    </div>
  `;
}

function sizeTemplate({ strings, draft, policy }: BodyProperties): TemplateResult {
  const size = messageSize(draft.body, toMessageDraft(draft).attributes);
  return html`
    <span class=${`body-size ${size > policy.maximumMessageSize ? 'over' : 'hint'}`}>
      ${format(strings.size, formatInteger(size), formatInteger(policy.maximumMessageSize))}
    </span>
  `;
}

/** The body laid out for reading; no text when it cannot be. */
interface Layout {
  readonly kind: 'none' | 'formatted' | 'invalid' | 'tooDeep';
  readonly text?: string | undefined;
}

interface LaidOut {
  readonly body: string;
  readonly mode: BodyMode;
  readonly isFilled: boolean;
  /** There was an editor, which knows XML. */
  readonly hasCode: boolean;
  readonly layout: Layout;
}

let laidOut: LaidOut | undefined;

/** The page renders often, and the body may be large: the last answer is kept. */
function layOut(body: string, mode: BodyMode, isFilled: boolean): Layout {
  const hasCode = loadedCode() !== undefined;
  const isKnown = laidOut?.body === body && laidOut.mode === mode && laidOut.hasCode === hasCode;
  if (isKnown && laidOut?.isFilled === isFilled) return laidOut.layout;
  const layout = body.trim() === '' ? ({ kind: 'none' } as const) : layOutAs[mode](body);
  const isRightOnceFilled = isFilled && layout.kind === 'invalid' && hasNoFindings(body, mode);
  laidOut = { body, mode, isFilled, hasCode, layout: isRightOnceFilled ? { kind: 'none' } : layout };
  return laidOut.layout;
}

function hasNoFindings(body: string, mode: BodyMode): boolean {
  return loadedCode()?.findIn(withoutPlaceholders(body), mode).length === 0;
}

const layOutAs: Readonly<Record<BodyMode, (body: string) => Layout>> = {
  json: (body) => {
    const formatted = formatJson(body);
    if (formatted.kind !== 'notJson') return formatted;
    return { kind: isJson(body) ? 'none' : 'invalid' };
  },
  xml: (body) => {
    const code = loadedCode();
    if (!code) return { kind: 'none' };
    if (code.firstXmlError(body) !== undefined) return { kind: 'invalid' };
    const text = formatXml(body);
    return text === undefined ? { kind: 'none' } : { kind: 'formatted', text };
  },
  text: () => ({ kind: 'none' }),
};

/** A plain string or number is JSON as well, with nothing to lay out. */
function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

function layoutHint({ kind }: Layout, mode: BodyMode, strings: ComposerStrings): string {
  switch (kind) {
    case 'formatted':
      return mode === 'xml' ? strings.validXml : strings.validJson;
    case 'invalid':
      return mode === 'xml' ? strings.notXml : strings.notJson;
    case 'tooDeep':
      return strings.jsonTooDeep;
    case 'none':
      return '';
  }
}

let words: { readonly strings: ComposerStrings; readonly words: BodyEditorWords } | undefined;

function wordsOf(strings: ComposerStrings): BodyEditorWords {
  if (words?.strings === strings) return words.words;
  words = {
    strings,
    words: {
      label: strings.body,
      keys: strings.editorKeys,
      notJson: strings.notJsonHere,
      notXml: strings.notXmlHere,
      forbidden: strings.forbiddenHere,
      phrases: strings.editorPhrases,
    },
  };
  return words.words;
}
