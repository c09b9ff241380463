import * as vscode from 'vscode';
import { isFieldPath, maskFields } from '../moves/maskFields';
import { copyOf } from '../moves/move';
import type { MessageSelection } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import { EMULATOR_ID } from '../sqs/connection';
import { Failure } from '../sqs/failure';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { startEmulator } from './emulatorStart';
import { freshCopy, sendCopies } from './messageMoves';
import { selectionOf } from './messageSelection';
import { withProgress } from './runCommand';

/** What a queue of the emulator takes over. Policies, keys and other queues mean nothing there. */
const CLONED: readonly string[] = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];

/**
 * Copies messages into a queue of the emulator that has the name and the attributes of theirs. The originals are not
 * touched.
 */
export async function reproduceLocally(context: CommandContext, given?: MessageSelection): Promise<void> {
  const { queue, messages } = selectionOf(context, given);
  const paths = await askPaths();
  await startEmulator(context);
  const target = await withProgress(vscode.l10n.t('Cloning {0} …', queue.queueName), () =>
    cloneQueue(context, queue),
  );
  const drafts = messages.map((message) => {
    const copy = freshCopy(copyOf(message, target), target);
    return { ...copy, body: maskFields(copy.body, paths) };
  });
  await sendCopies(context, target, drafts);
  await context.panels.openMessages(target);
}

async function askPaths(): Promise<readonly string[]> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: vscode.l10n.t('Reproduce Locally'),
    prompt: vscode.l10n.t('Fields of JSON bodies to mask, separated by commas; empty for none'),
    placeHolder: 'customer.email, items[].card',
    validateInput: (typed) => {
      const wrong = splitPaths(typed).find((path) => !isFieldPath(path));
      return wrong === undefined
        ? undefined
        : vscode.l10n.t('“{0}” is no path: names with periods between them, [] for every element.', wrong);
    },
  });
  if (text === undefined) throw new Cancelled();
  return splitPaths(text);
}

function splitPaths(text: string): readonly string[] {
  return text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}

/** The queue of that name in the emulator; made with the attributes of the original where there is none. */
async function cloneQueue({ services, emulatorRegion }: CommandContext, queue: QueueRef): Promise<QueueRef> {
  const local = services.get(EMULATOR_ID, emulatorRegion());
  try {
    return await local.getQueueUrl(queue.queueName);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'notFound') throw error;
  }
  const attributes = await services.get(queue.connectionId, queue.region).readAttributes(queue);
  const cloned = Object.entries(attributes).filter(([name]) => CLONED.includes(name));
  return local.createQueue(queue.queueName, Object.fromEntries(cloned));
}
