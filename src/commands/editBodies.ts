import * as vscode from 'vscode';
import { EditedBodiesError, readEditedBodies, writeBodies } from '../moves/editedBodies';
import type { ReceivedMessage } from '../shared/message';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { reportUri } from './reportDocuments';

/**
 * Lets the user edit the bodies of messages in one editor, beside what they were.
 * @returns the bodies that were changed, by message ID
 * @throws Cancelled when the user does not go on
 */
export async function editBodies(
  { panels }: CommandContext,
  messages: readonly ReceivedMessage[],
): Promise<ReadonlyMap<string, string>> {
  const text = writeBodies(messages);
  let saved = text;
  const original = reportUri(vscode.l10n.t('Bodies as They Were'), 'txt', text);
  const tab = panels.editText(vscode.l10n.t('Bodies to Redrive'), text, original, (edited) => {
    saved = edited;
  });
  try {
    for (;;) {
      await askToGoOn();
      // What is not saved yet counts as well.
      const current = tab.currentText() ?? saved;
      try {
        return readEditedBodies(current, messages);
      } catch (error) {
        if (!(error instanceof EditedBodiesError)) throw error;
        void vscode.window.showErrorMessage(
          vscode.l10n.t(
            'The line “=== message {0}” is missing or stands twice: put it back.',
            error.messageId,
          ),
        );
      }
    }
  } finally {
    // Before anything else asks: a tab that closes takes the focus along.
    await tab.close();
  }
}

async function askToGoOn(): Promise<void> {
  const goOn = vscode.l10n.t('Go On');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Edit the bodies on the right, leave the lines that begin with === alone, and go on.'),
    goOn,
    vscode.l10n.t('Cancel'),
  );
  if (chosen !== goOn) throw new Cancelled();
}
