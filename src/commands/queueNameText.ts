import * as vscode from 'vscode';
import type { QueueNameProblem } from '../attributes/queueName';

/** The sentence for what is wrong with the name of a queue: what is wrong, then what is allowed. */
export function queueNameText(problem: QueueNameProblem): string {
  switch (problem.code) {
    case 'empty':
      return vscode.l10n.t('A queue needs a name: letters, digits, hyphens and underscores, at most 80.');
    case 'tooLong':
      return vscode.l10n.t(
        '{0} characters are too many: at most {1} are allowed.',
        problem.length,
        problem.maximum,
      );
    case 'character':
      return vscode.l10n.t(
        '“{0}” is not allowed: only the letters A–Z and a–z, digits, hyphens and underscores are.',
        problem.character,
      );
    case 'suffixMissing':
      return vscode.l10n.t('The name of a FIFO queue must end in .fifo.');
    case 'suffixOnStandard':
      return vscode.l10n.t(
        'Only a FIFO queue can end in .fifo: go back and choose FIFO, or choose another name.',
      );
  }
}
