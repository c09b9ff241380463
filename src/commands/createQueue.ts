import * as vscode from 'vscode';
import { type Attributes, settableAttributes } from '../attributes/attributeChecks';
import { checkQueueName, withFifoSuffix } from '../attributes/queueName';
import type { QueueRef } from '../shared/queue';
import { Failure } from '../sqs/failure';
import { connectionLabel } from '../words/connectionLabel';
import { editAttributeList } from './attributeList';
import type { CommandContext, CommandTarget, RegionTarget } from './commandContext';
import { Cancelled, describeFailure, isCancellation } from './commandFailure';
import { countDown, type MinuteRules } from './minuteRules';
import { pickRegion } from './pickers';
import { queueNameText } from './queueNameText';

interface TypeItem extends vscode.QuickPickItem {
  readonly isFifo: boolean;
  readonly attributes: Attributes;
}

/**
 * Asks for type, name and, if wanted, every attribute, and creates the queue. The name is checked as it is typed; after
 * an error everything is still there.
 * @throws Cancelled when the user leaves
 */
export async function createQueue(
  context: CommandContext,
  target: CommandTarget,
  rules: MinuteRules,
): Promise<QueueRef> {
  const region = await pickRegion(context, target, vscode.l10n.t('Create Queue'));
  let draft: Draft = { name: '', options: {} };
  for (;;) {
    const type = await pickType(region);
    draft = { ...draft, options: fittingOptions(draft.options, type.isFifo) };
    const answer = await askNameAndOptions({ context, region, type, rules }, draft);
    if ('queueUrl' in answer) return answer;
    draft = answer;
  }
}

/** What the user has given so far. */
interface Draft {
  readonly name: string;
  /** Attributes with other values than a new queue has. */
  readonly options: Attributes;
}

interface NameStep {
  readonly context: CommandContext;
  readonly region: RegionTarget;
  readonly type: TypeItem;
  readonly rules: MinuteRules;
}

/** @returns the queue; what was given so far when the user goes back to the type */
async function askNameAndOptions(step: NameStep, before: Draft): Promise<QueueRef | Draft> {
  let draft = before;
  for (;;) {
    const answer = await askName(step, draft);
    if (answer.kind === 'created') return answer.queue;
    draft = { ...draft, name: answer.name };
    if (answer.kind === 'back') return draft;
    draft = { ...draft, options: await askOptions(step, draft.options) };
  }
}

async function askOptions({ region, type }: NameStep, options: Attributes): Promise<Attributes> {
  const result = await editAttributeList({
    title: vscode.l10n.t(
      'Options of the new queue in {0} · {1}',
      connectionLabel(region.connection),
      region.region,
    ),
    isFifo: type.isFifo,
    current: defaultsOf(type),
    changes: options,
    doneLabel: vscode.l10n.t('Back to the name'),
    documents: [],
  }).catch((error: unknown) => {
    if (isCancellation(error)) return undefined;
    throw error;
  });
  return result?.kind === 'changes' ? result.changes : options;
}

function defaultsOf({ isFifo, attributes }: TypeItem): Attributes {
  const defaults = settableAttributes(isFifo).flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(defaults), ...attributes };
}

/** Another type was chosen: what only FIFO queues have does not go along. */
function fittingOptions(options: Attributes, isFifo: boolean): Attributes {
  const names = new Set(settableAttributes(isFifo).map(({ name }) => name));
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.has(name)));
}

async function pickType({ connection, region }: RegionTarget): Promise<TypeItem> {
  const picked = await vscode.window.showQuickPick(typeItems(), {
    title: vscode.l10n.t('Create Queue in {0} · {1} (1/2)', connectionLabel(connection), region),
    placeHolder: vscode.l10n.t('Type of the queue; it cannot be changed later'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new Cancelled();
  return picked;
}

function typeItems(): readonly TypeItem[] {
  return [
    {
      label: vscode.l10n.t('Standard'),
      detail: vscode.l10n.t('At-least-once delivery, best-effort order, nearly unlimited throughput'),
      isFifo: false,
      attributes: {},
    },
    {
      label: vscode.l10n.t('FIFO'),
      detail: vscode.l10n.t('In order within a message group; senders give a deduplication ID'),
      isFifo: true,
      attributes: { FifoQueue: 'true' },
    },
    {
      label: vscode.l10n.t('FIFO with content-based deduplication'),
      detail: vscode.l10n.t('In order within a message group; equal bodies within 5 minutes are sent once'),
      isFifo: true,
      attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
    },
  ];
}

type NameAnswer =
  | { readonly kind: 'created'; readonly queue: QueueRef }
  | { readonly kind: 'back' | 'options'; readonly name: string };

/** Asks for the name until the queue was created, or another step is wanted. */
async function askName(
  { context, region: { connection, region }, type: { isFifo, attributes }, rules }: NameStep,
  { name, options }: Draft,
): Promise<NameAnswer> {
  const service = context.services.get(connection.id, region);
  const box = vscode.window.createInputBox();
  const abort = new AbortController();
  const moreOptions = {
    iconPath: new vscode.ThemeIcon('settings-gear'),
    tooltip: vscode.l10n.t('More Options'),
  };
  box.title = vscode.l10n.t('Create Queue in {0} · {1} (2/2)', connectionLabel(connection), region);
  box.prompt = promptText(isFifo, Object.keys(options).length);
  box.placeholder = isFifo ? 'orders.fifo' : 'orders';
  box.value = name;
  box.ignoreFocusOut = true;
  box.buttons = [vscode.QuickInputButtons.Back, moreOptions];
  const nameOf = (text: string) => (isFifo && text !== '' ? withFifoSuffix(text) : text);
  const check = (text: string) => {
    const problem = checkQueueName(nameOf(text), isFifo);
    box.validationMessage = problem && queueNameText(problem);
    return problem === undefined;
  };
  const send = async (): Promise<QueueRef> => {
    const queueName = nameOf(box.value);
    const create = () => service.createQueue(queueName, { ...attributes, ...options }, abort.signal);
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'QueueDeletedRecently') throw error;
      const wait = rules.waitAfterRefusal('recreate', nameKey(connection.id, region, queueName));
      await countDown(
        wait,
        (seconds) => {
          box.validationMessage = vscode.l10n.t(
            'A queue of this name was deleted less than 60 seconds ago. It is created in {0} s.',
            seconds,
          );
        },
        abort.signal,
      );
      return create();
    }
  };
  if (name !== '') check(name);
  try {
    return await new Promise<NameAnswer>((resolve, reject) => {
      const create = async (): Promise<void> => {
        if (!box.enabled || !check(box.value)) return;
        box.enabled = false;
        box.busy = true;
        try {
          resolve({ kind: 'created', queue: await send() });
        } catch (error) {
          if (isCancellation(error)) return;
          const { sentence, logged } = describeFailure(error);
          context.log.error(`Create Queue: ${logged}`);
          box.validationMessage = sentence;
        } finally {
          box.enabled = true;
          box.busy = false;
        }
      };
      box.onDidChangeValue(check);
      box.onDidAccept(() => void create());
      box.onDidTriggerButton((button) =>
        resolve({ kind: button === moreOptions ? 'options' : 'back', name: box.value }),
      );
      box.onDidHide(() => reject(new Cancelled()));
      box.show();
    });
  } finally {
    abort.abort();
    box.dispose();
  }
}

function promptText(isFifo: boolean, optionCount: number): string {
  const prompt = isFifo
    ? vscode.l10n.t('Name of the FIFO queue; .fifo is added if you leave it out')
    : vscode.l10n.t('Name of the queue');
  if (optionCount === 0) return prompt;
  return optionCount === 1
    ? vscode.l10n.t('{0} — with 1 option', prompt)
    : vscode.l10n.t('{0} — with {1} options', prompt, optionCount);
}

/** What SQS ties the 60 seconds to after a queue was deleted. */
export function nameKey(connectionId: string, region: string, queueName: string): string {
  return `${connectionId}|${region}|${queueName}`;
}
