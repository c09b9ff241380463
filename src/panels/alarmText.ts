import { l10n } from 'vscode';
import type { Alarm } from '../shared/thresholds';

/** Each alarm in a few words. */
export function alarmTexts(): Readonly<Record<Alarm, string>> {
  return {
    notEmpty: l10n.t('not empty'),
    depth: l10n.t('too deep'),
    notDraining: l10n.t('not draining'),
  };
}

export function alarmsText(alarms: readonly Alarm[]): string {
  const texts = alarmTexts();
  return alarms.map((alarm) => texts[alarm]).join(', ');
}
