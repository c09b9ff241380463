import * as vscode from 'vscode';
import { checkQueueName, withFifoSuffix } from '../attributes/queueName';
import type { QueueRef } from '../shared/queue';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget, RegionTarget } from './commandContext';
import { Cancelled, describeFailure, isCancellation } from './commandFailure';
import { pickRegion } from './pickers';
import { queueNameText } from './queueNameText';

type Attributes = Readonly<Record<string, string>>;

interface TypeItem extends vscode.QuickPickItem {
  readonly isFifo: boolean;
  readonly attributes: Attributes;
}

/**
 * Asks for type and name and creates the queue. The name is checked as it is typed; after an error it is still there.
 * @throws Cancelled when the user leaves
 */
export async function createQueue(context: CommandContext, target: CommandTarget): Promise<QueueRef> {
  const region = await pickRegion(context, target, vscode.l10n.t('Create Queue'));
  let name = '';
  for (;;) {
    const type = await pickType(region);
    const answer = await askName(context, region, type, name);
    if (typeof answer !== 'string') return answer;
    name = answer;
  }
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

/**
 * Asks for the name until the queue was created.
 * @returns the queue; what was typed so far when the user goes back
 */
async function askName(
  context: CommandContext,
  { connection, region }: RegionTarget,
  { isFifo, attributes }: TypeItem,
  typed: string,
): Promise<QueueRef | string> {
  const service = context.services.get(connection.id, region);
  const box = vscode.window.createInputBox();
  const abort = new AbortController();
  box.title = vscode.l10n.t('Create Queue in {0} · {1} (2/2)', connectionLabel(connection), region);
  box.prompt = isFifo
    ? vscode.l10n.t('Name of the FIFO queue; .fifo is added if you leave it out')
    : vscode.l10n.t('Name of the queue');
  box.placeholder = isFifo ? 'orders.fifo' : 'orders';
  box.value = typed;
  box.ignoreFocusOut = true;
  box.buttons = [vscode.QuickInputButtons.Back];
  const nameOf = (text: string) => (isFifo && text !== '' ? withFifoSuffix(text) : text);
  const check = (text: string) => {
    const problem = checkQueueName(nameOf(text), isFifo);
    box.validationMessage = problem && queueNameText(problem);
    return problem === undefined;
  };
  if (typed !== '') check(typed);
  try {
    return await new Promise<QueueRef | string>((resolve, reject) => {
      const create = async (): Promise<void> => {
        if (!box.enabled || !check(box.value)) return;
        box.enabled = false;
        box.busy = true;
        try {
          resolve(await service.createQueue(nameOf(box.value), attributes, abort.signal));
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
      box.onDidTriggerButton(() => resolve(box.value));
      box.onDidHide(() => reject(new Cancelled()));
      box.show();
    });
  } finally {
    abort.abort();
    box.dispose();
  }
}
