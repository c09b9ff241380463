import './composer.css';
import { render } from 'lit';
import type {
  ComposerEvent,
  ComposerRequest,
  ComposerStrings,
  SendPolicy,
  SentRecord,
} from '../../src/shared/composerMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { connect } from '../host';
import { registerControls } from '../toolkit';
import { BodyEditor } from './bodyEditor';
import { composerTemplate, type SendResult } from './composerView';
import { checkDraft, emptyDraft, type TypedDraft, toMessageDraft } from './draft';

/** What the editor keeps for the page over a reload. */
interface KeptState {
  readonly key: string;
  readonly draft: TypedDraft;
}

/** What is typed is kept this long after the last key. */
const KEEP_AFTER_MS = 200;

registerControls();
const root = document.getElementById('page') as HTMLElement;
const host = connect<ComposerEvent, ComposerRequest, KeptState>(onEvent);
const bodyEditor = new BodyEditor(() => setDraft({ ...draft, body: bodyEditor.text }));

let strings: ComposerStrings | undefined;
let heading: QueueHeading | undefined;
let policy: SendPolicy;
let history: readonly SentRecord[] = [];
// What an older version kept may lack a field.
let draft: TypedDraft = { ...emptyDraft, ...host.kept?.draft };
let isSending = false;
let isKeeping = false;
/** True after an attempt to send: from then on what is missing is a problem. */
let isTried = false;
let result: SendResult | undefined;
let keepTimer: ReturnType<typeof setTimeout> | undefined;
let isRenderPlanned = false;

bodyEditor.text = draft.body;
window.addEventListener('pagehide', keep);
window.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  send(false);
});
host.post({ type: 'ready' });

function onEvent(event: ComposerEvent): void {
  switch (event.type) {
    case 'state':
      ({ strings, heading, policy, isSending, history } = event);
      keep();
      break;
    case 'policy':
      policy = event.policy;
      break;
    case 'sent':
      onSent(event.record);
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
  if (isKeeping || isDuplicate) return;
  clear();
}

function clear(): void {
  isTried = false;
  bodyEditor.text = '';
  setDraft({ ...emptyDraft, groupId: draft.groupId });
  bodyEditor.focus();
}

function setDraft(changed: TypedDraft): void {
  draft = changed;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, KEEP_AFTER_MS);
  planRender();
}

function keep(): void {
  if (heading) host.keep({ key: heading.key, draft });
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
    host.post({ type: 'send', draft: toMessageDraft(draft) });
  }
  planRender();
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
    onDraft: setDraft,
    onSend: () => send(false),
    onSendAndKeep: () => send(true),
    onClear: clear,
    onOpenMessages: () => host.post({ type: 'openMessages' }),
    onOpenDashboard: () => host.post({ type: 'openDashboard' }),
  };
  render(composerTemplate(properties), root);
}
