import * as vscode from 'vscode';
import { EditedBodiesError, readEditedBodies, writeBodies } from '../moves/editedBodies';
import type { ReceivedMessage } from '../shared/message';
import { findForbiddenCharacter } from '../shared/messageChecks';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { reportUri } from './reportDocuments';

/** Bodies that were edited and not sent, by message ID: who edits the message again goes on from there. */
const kept = new Map<string, string>();

/**
 * Lets the user edit the bodies of messages in one editor, beside what they were, until its tab is closed.
 * @returns the bodies that were changed, by message ID
 * @throws Cancelled when the user does not go on; what was edited is kept for the next time
 */
export async function editBodies(
  context: CommandContext,
  messages: readonly ReceivedMessage[],
): Promise<ReadonlyMap<string, string>> {
  let text = writeBodies(
    messages.map(({ messageId, body }) => ({ messageId, body: kept.get(messageId) ?? body })),
  );
  for (;;) {
    const { edited, isCancelled } = await editText(context, text, writeBodies(messages));
    text = edited;
    try {
      const bodies = readEditedBodies(text, messages);
      keep(messages, bodies);
      if (isCancelled) throw new Cancelled();
      const problem = [...bodies].map(([messageId, body]) => problemOf(messageId, body)).find(Boolean);
      if (problem === undefined) return bodies;
      void vscode.window.showErrorMessage(problem);
    } catch (error) {
      if (!(error instanceof EditedBodiesError)) throw error;
      if (isCancelled) throw new Cancelled();
      const sentence = vscode.l10n.t(
        'The line “=== message {0}” is missing or stands twice: put it back.',
        error.messageId,
      );
      void vscode.window.showErrorMessage(sentence);
    }
  }
}

function keep(messages: readonly ReceivedMessage[], edited: ReadonlyMap<string, string>): void {
  forgetEdits(messages);
  for (const [messageId, body] of edited) kept.set(messageId, body);
}

/** What was edited of these messages has been sent. */
export function forgetEdits(messages: readonly ReceivedMessage[]): void {
  for (const { messageId } of messages) kept.delete(messageId);
}

/** A notification with progress stays in sight while the user edits; any other would hide after a while. */
async function editText(
  { panels }: CommandContext,
  text: string,
  original: string,
): Promise<{ readonly edited: string; readonly isCancelled: boolean }> {
  const before = reportUri(vscode.l10n.t('Bodies as They Were'), 'txt', original);
  const tab = panels.editText(vscode.l10n.t('Bodies to Redrive'), text, before);
  let isCancelled = false;
  const title = vscode.l10n.t(
    'Edit the bodies on the right, leave the lines that begin with === alone, save and close the tab to go on.',
  );
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const edited = await vscode.window.withProgress(progress, (_reporter, token) => {
    token.onCancellationRequested(() => {
      isCancelled = true;
      void tab.close();
    });
    return tab.closed;
  });
  return { edited, isCancelled };
}

/** Why SQS would refuse an edited body. */
function problemOf(messageId: string, body: string): string | undefined {
  if (body === '') return vscode.l10n.t('The body of message {0} is empty: SQS takes none.', messageId);
  const forbidden = findForbiddenCharacter(body);
  if (!forbidden) return undefined;
  return vscode.l10n.t(
    'The body of message {0} has the character U+{1}, which SQS does not allow.',
    messageId,
    forbidden.codePoint.toString(16).toUpperCase().padStart(4, '0'),
  );
}
