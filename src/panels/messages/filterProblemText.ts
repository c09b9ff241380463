import { l10n } from 'vscode';
import type { FilterProblem } from '../../messageFilter/filterProblem';
import { fieldNames } from '../../messageFilter/messageFields';
import type { FilterTrouble } from '../../shared/messagesPanelMessages';

/** What is wrong with a filter as a sentence that says what is allowed. */
export function filterProblemText(problem: FilterProblem): FilterTrouble {
  return { text: sentence(problem), index: problem.index };
}

function sentence({ code, text }: FilterProblem): string {
  switch (code) {
    case 'unclosedQuote':
      return l10n.t('The quote that opens at {0} is never closed.', text.slice(0, 20));
    case 'unclosedParenthesis':
      return l10n.t('A parenthesis is opened and never closed.');
    case 'strayParenthesis':
      return l10n.t('A parenthesis is closed that was never opened.');
    case 'termMissing':
      return l10n.t('Something to look for is missing: a text, or a comparison such as receiveCount > 2.');
    case 'fieldMissing':
      return l10n.t(
        'Before {0} a field is missing, as in receiveCount {0} 2. Put the text in quotes to look for it as it is.',
        text,
      );
    case 'valueMissing':
      return l10n.t('After {0} a value is missing.', text);
    case 'fieldUnknown':
      return l10n.t(
        'There is no field "{0}". There are {1}, attr.Name, system.Name and body.path.to.value.',
        text,
        fieldNames.join(', '),
      );
    case 'numberExpected':
      return l10n.t('"{0}" is not a number.', text);
    case 'durationExpected':
      return l10n.t('"{0}" is not a duration such as 90s, 5m, 2h or 1d.', text);
    case 'sizeExpected':
      return l10n.t('"{0}" is not a size such as 512, 64KiB or 1MiB.', text);
    case 'timeExpected':
      return l10n.t('"{0}" is not a date such as 2026-11-22 or 2026-11-22T20:15Z.', text);
  }
}
