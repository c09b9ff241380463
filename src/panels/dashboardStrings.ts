import { l10n } from 'vscode';
import type { DashboardStrings } from '../shared/dashboardMessages';
import { headingStrings } from './queueHeading';

export function dashboardStrings(): DashboardStrings {
  return {
    ...headingStrings(),
    deadLetterQueue: l10n.t('Dead-letter queue'),
    visible: l10n.t('Visible'),
    inFlight: l10n.t('In flight'),
    delayed: l10n.t('Delayed'),
    solidLine: l10n.t('solid line'),
    dashedLine: l10n.t('dashed line'),
    dottedLine: l10n.t('dotted line'),
    now: l10n.t('Now'),
    atTime: l10n.t('At {0}'),
    sendMessage: l10n.t('Send Message'),
    receiveMessages: l10n.t('Receive Messages'),
    window: l10n.t('Time window'),
    minutes: l10n.t('{0} min'),
    pause: l10n.t('Pause'),
    resume: l10n.t('Resume'),
    paused: l10n.t('Paused at {0}'),
    noSamples: l10n.t('No samples yet'),
    noSamplesHint: l10n.t('The chart begins with the first answer of the queue.'),
    outage: l10n.t('No samples since {0}. {1}'),
    chartLabel: l10n.t('Message counts of {0} over time'),
    chartHint: l10n.t('Left and right arrow keys read the samples, Escape goes back to the present.'),
    summary: l10n.t('{0}, last {1} minutes: {2}'),
    seriesSummary: l10n.t('{0} now {1}, lowest {2}, highest {3}'),
    approximate: l10n.t('AWS counts are approximate and lag by up to a minute.'),
    table: l10n.t('Data table'),
    tableCaption: l10n.t('Samples of {0}, newest first'),
    time: l10n.t('Time'),
  };
}
