import * as vscode from 'vscode';
import type { MessageSelection, ReceivedMessage } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import { queuePlace } from '../words/queueDetail';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';

/** Attributes of the extended client: the body is but a pointer to an object in S3. */
const POINTER_ATTRIBUTES: ReadonlySet<string> = new Set(['ExtendedPayloadSize', 'SQSLargePayloadSize']);
/** Characters of a body that a list shows. */
const PREVIEW_LENGTH = 100;

/**
 * The messages that a command is run on: those it was given, else those that are selected in the messages panel.
 * @throws Error that says where to select messages when there are none
 */
export function selectionOf(context: CommandContext, given: MessageSelection | undefined): MessageSelection {
  const selection = given ?? context.panels.selectedMessages();
  if (selection?.messages.some(({ isPartial }) => isPartial)) {
    throw new Error(
      vscode.l10n.t(
        'Not all attributes were asked for when the message was received, and what is sent on would lose them. Receive it with all attributes first.',
      ),
    );
  }
  if (selection && selection.messages.length > 0) return selection;
  throw new Error(vscode.l10n.t('Receive messages in the messages panel and select one of them first.'));
}

/** Queue, connection, account and region as one text. */
export function placeOf({ connections }: CommandContext, queue: QueueRef): string {
  return queuePlace(queue, connections.find(queue.connectionId));
}

/** What has to be known before messages are sent once more; empty when there is nothing. */
export function pointerWarning(messages: readonly ReceivedMessage[]): readonly string[] {
  const hasPointer = messages.some(({ attributes }) =>
    attributes.some(({ name }) => POINTER_ATTRIBUTES.has(name)),
  );
  if (!hasPointer) return [];
  return [
    vscode.l10n.t(
      'Some bodies are pointers to objects in S3: the copy shares its object with the original, and whoever deletes one of the two first may take the object with it.',
    ),
  ];
}

/** Asks in a modal. @throws Cancelled unless the user confirms */
export async function confirm(question: string, detail: readonly string[], button: string): Promise<void> {
  const options = { modal: true, detail: detail.join('\n\n') };
  const chosen = await vscode.window.showWarningMessage(question, options, button);
  if (chosen !== button) throw new Cancelled();
}

/** The beginning of a body on one line. */
export function previewOf(body: string): string {
  const line = body
    .slice(0, PREVIEW_LENGTH * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > PREVIEW_LENGTH ? `${line.slice(0, PREVIEW_LENGTH)}…` : line;
}
