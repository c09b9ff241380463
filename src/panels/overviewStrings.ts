import { l10n } from 'vscode';
import type { OverviewStrings } from '../shared/overviewMessages';
import { alarmTexts } from './alarmText';
import { headingStrings } from './queueHeading';

export function overviewStrings(): OverviewStrings {
  return {
    ...headingStrings(),
    title: l10n.t('SQS Overview'),
    queue: l10n.t('Queue'),
    place: l10n.t('Connection and region'),
    visible: l10n.t('Visible'),
    inFlight: l10n.t('In flight'),
    delayed: l10n.t('Delayed'),
    trend: l10n.t('Visible, last 5 min'),
    trendLabel: l10n.t('Visible messages of {0} over the last five minutes'),
    state: l10n.t('State'),
    actions: l10n.t('Actions'),
    addQueues: l10n.t('Add Queues…'),
    none: l10n.t('No queue is watched yet'),
    noneHint: l10n.t(
      'Add queues here, or by the menu of a queue in the tree. They are asked for their counts while this page is open.',
    ),
    remove: l10n.t('Remove'),
    keepWatching: l10n.t('Keep watching'),
    thresholds: l10n.t('Thresholds…'),
    thresholdsOf: l10n.t('Thresholds of {0}'),
    depth: l10n.t('More visible messages than'),
    notEmpty: l10n.t('Any message at all (for a dead-letter queue)'),
    notDraining: l10n.t('Not draining for so many minutes'),
    silence: l10n.t('No notifications'),
    save: l10n.t('Save'),
    cancel: l10n.t('Cancel'),
    thresholdHint: l10n.t('A queue with thresholds is watched also while nothing shows it.'),
    invalidDepth: l10n.t('A whole number, 0 or more; empty for no threshold'),
    invalidMinutes: l10n.t('A whole number from 1 to 1439; empty for no threshold'),
    alarms: alarmTexts(),
    fine: l10n.t('fine'),
    approximate: l10n.t('AWS counts are approximate and lag by up to a minute.'),
    cost: l10n.t('This page asks AWS {0} times an hour, about {1} at list price.'),
    summary: l10n.t('{0} queues, {1} beyond a threshold'),
  };
}
