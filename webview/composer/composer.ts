import './composer.css';
import { render } from 'lit';
import type {
  BulkState,
  ComposerEvent,
  ComposerRequest,
  ComposerStrings,
  LoadedContent,
  RecentIds,
  SendPolicy,
  SentRecord,
} from '../../src/shared/composerMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { afterPaint } from '../afterPaint';
import { registerControls } from '../controls';
import { connect } from '../host';
import { BodyEditor } from './bodyEditor';
import type { BodyMode } from './bodyMode';
import { type BulkForm, emptyBulkForm } from './bulkView';
import { composerTemplate, type SendResult } from './composerView';
import { checkDraft, emptyDraft, type TypedDraft, toMessageDraft, toTypedDraft } from './draft';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly draft: TypedDraft;
  readonly bulkForm?: BulkForm;
}

/** What is typed is kept this long after the last key. */
const KEEP_AFTER_MS = 200;

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<ComposerEvent, ComposerRequest, KeptState>(onEvent);

let strings: ComposerStrings | undefined;
let heading: QueueHeading | undefined;
let policy: SendPolicy;
let history: readonly SentRecord[] = [];
// What an older version kept may lack a field.
let draft: TypedDraft = { ...emptyDraft, ...host.kept?.draft };
let recentIds: RecentIds = { groupIds: [], deduplicationIds: [] };
let bulk: BulkState | undefined;
let bulkForm: BulkForm = host.kept?.bulkForm ?? emptyBulkForm;
let isBodyInTab = false;
/** What stood here before another message was loaded, and where that came from. */
let replaced: { readonly draft: TypedDraft; readonly note: string } | undefined;
let isSending = false;
let isKeeping = false;
/** True after an attempt to send: from then on what is missing is a problem. */
let isTried = false;
let result: SendResult | undefined;
let keepTimer: ReturnType<typeof setTimeout> | undefined;
let isRenderPlanned = false;
let isShown = false;

const bodyEditor = new BodyEditor(draft.body, () => setDraft({ ...draft, body: bodyEditor.text }));
window.addEventListener('pagehide', keep);
window.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  send(false);
});
// First of all: the host answers while the outline is rendered.
host.post({ type: 'ready' });
if (host.outline) onEvent(host.outline);

function onEvent(event: ComposerEvent): void {
  switch (event.type) {
    case 'state':
      ({ strings, heading, policy, isSending, history, recentIds, bulk, isBodyInTab } = event);
      keep();
      break;
    case 'policy':
      policy = event.policy;
      break;
    case 'sent':
      ({ recentIds } = event);
      onSent(event.record);
      break;
    case 'load':
      load(event.content);
      host.post({ type: 'loaded', id: event.id });
      break;
    case 'binary':
      setBinary(event.index, event.value);
      break;
    case 'bodyInTab':
      ({ isBodyInTab } = event);
      break;
    case 'bulk':
      ({ bulk } = event);
      break;
    case 'sendFailed':
      isSending = false;
      result = { kind: 'failed', text: event.text };
      break;
  }
  planRender();
}

/** On a FIFO queue a message that was sent before is answered with its first ID, and is not added. */
function onSent(record: SentRecord): void {
  const isDuplicate = history.some(({ messageId }) => messageId === record.messageId);
  isSending = false;
  result = { kind: isDuplicate ? 'duplicate' : 'sent', record };
  if (!isDuplicate) history = [record, ...history];
  if (!isKeeping && !isDuplicate) clear();
  if (draft.isNewIdAfterSend) setDraft({ ...draft, deduplicationId: crypto.randomUUID() });
}

function clear(): void {
  const { groupId, isNewIdAfterSend, hasPlaceholders } = draft;
  isTried = false;
  replaced = undefined;
  showDraft({ ...emptyDraft, groupId, isNewIdAfterSend, hasPlaceholders });
  bodyEditor.focus();
}

/** Takes what comes from elsewhere. What was typed is kept to be put back. */
function load(content: LoadedContent): void {
  if (content.kind === 'body') return showDraft({ ...draft, body: content.body });
  replaced = { draft, note: content.note };
  result = undefined;
  const typed = toTypedDraft(content.draft, { ...draft, hasPlaceholders: content.hasPlaceholders });
  showDraft(typed);
}

function undoLoad(): void {
  if (!replaced) return;
  showDraft(replaced.draft);
  replaced = undefined;
}

function setBinary(at: number, value: string): void {
  const attributes = draft.attributes.map((attribute, index) =>
    index === at && attribute.baseType === 'Binary'
      ? ({ ...attribute, value, encoding: 'base64' } as const)
      : attribute,
  );
  setDraft({ ...draft, attributes });
}

/** Sets the draft with its body. */
function showDraft(changed: TypedDraft): void {
  bodyEditor.text = changed.body;
  setDraft(changed);
  keep();
}

function changeAttributes(change: (attributes: TypedDraft['attributes']) => TypedDraft['attributes']): void {
  setDraft({ ...draft, attributes: change(draft.attributes) });
}

/** Shown at once: the button beside the form does what it shows. */
function changeBulkForm(change: Partial<BulkForm>): void {
  bulkForm = { ...bulkForm, ...change };
  keep();
  renderPage();
}

function sendMany(count: number, perSecond: number | undefined): void {
  if (!heading || bulk?.isRunning) return;
  if (checkDraft(draft, policy, heading, { isForMany: true }).length > 0) {
    isTried = true;
    result = { kind: 'notSent' };
  } else {
    result = undefined;
    const { hasPlaceholders } = draft;
    host.post({ type: 'sendMany', draft: toMessageDraft(draft), hasPlaceholders, count, perSecond });
  }
  planRender();
}

function openBodyInTab(mode: BodyMode): void {
  host.post({ type: 'openBodyInTab', body: draft.body, mode });
}

function setDraft(changed: TypedDraft): void {
  draft = changed;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, KEEP_AFTER_MS);
  planRender();
}

function keep(): void {
  if (heading) host.keep({ key: heading.key, draft, bulkForm });
}

function send(isKept: boolean): void {
  if (!heading || isSending) return;
  isTried = true;
  if (checkDraft(draft, policy, heading).length > 0) {
    result = { kind: 'notSent' };
  } else {
    isKeeping = isKept;
    isSending = true;
    result = undefined;
    keep();
    host.post({ type: 'send', draft: toMessageDraft(draft), hasPlaceholders: draft.hasPlaceholders });
  }
  planRender();
}

/** Renders once a frame at most; at once where nothing is shown yet. */
function planRender(): void {
  if (isRenderPlanned) return;
  if (!isShown && strings) return renderFirst();
  isRenderPlanned = true;
  requestAnimationFrame(() => {
    isRenderPlanned = false;
    renderPage();
  });
}

/** The editor comes after the page: it is larger than all the rest. */
function renderFirst(): void {
  isShown = true;
  renderPage();
  afterPaint(() => void bodyEditor.load().then(planRender));
}

function renderPage(): void {
  if (!strings || !heading) return;
  const properties = {
    strings,
    heading,
    policy,
    history,
    draft,
    bodyEditor,
    isTried,
    isSending,
    result,
    problems: checkDraft(draft, policy, heading),
    recentIds,
    bulk,
    bulkForm,
    isBodyInTab,
    loadNote: replaced?.note,
    onUndoLoad: undoLoad,
    onOpenTemplates: () =>
      host.post({
        type: 'openTemplates',
        draft: toMessageDraft(draft),
        hasPlaceholders: draft.hasPlaceholders,
      }),
    onOpenInTab: openBodyInTab,
    onPickFile: (index: number) => host.post({ type: 'pickBinary', index }),
    onBulkForm: changeBulkForm,
    onSendMany: sendMany,
    onCancelMany: () => host.post({ type: 'cancelMany' }),
    onRetryMany: () => host.post({ type: 'retryMany' }),
    onDraft: (change: Partial<TypedDraft>) => setDraft({ ...draft, ...change }),
    onAttributes: changeAttributes,
    onSend: () => send(false),
    onSendAndKeep: () => send(true),
    onClear: clear,
    onOpenMessages: () => host.post({ type: 'openMessages' }),
    onOpenDashboard: () => host.post({ type: 'openDashboard' }),
  };
  render(composerTemplate(properties), root);
}
