import * as vscode from 'vscode';
import type { EmulatorPowers } from '../localEmulator/emulatorPowers';
import { formatDuration } from '../shared/duration';

/** What is unusual about the emulator now, in a few words each: nothing when it behaves and keeps time. */
export function powersTexts(powers: EmulatorPowers | undefined): readonly string[] {
  if (!powers) return [];
  return [
    ...(powers.areFaultsOn ? [vscode.l10n.t('faults on')] : []),
    ...clockTexts(powers.isClockPaused, powers.aheadMs),
  ];
}

/** @param aheadMs less than 0 when it is behind */
export function clockTexts(isPaused: boolean, aheadMs: number): readonly string[] {
  if (isPaused) return [vscode.l10n.t('clock paused')];
  if (aheadMs >= 1_000) return [vscode.l10n.t('clock {0} ahead', formatDuration(aheadMs))];
  return aheadMs <= -1_000 ? [vscode.l10n.t('clock {0} behind', formatDuration(-aheadMs))] : [];
}
