import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { ClockReading, ClockState, DeadlineReason } from '../emulator/admin/adminTypes';
import type { EmulatorClient } from '../emulatorClient/emulatorClient';
import { formatDuration, parseDuration } from '../shared/duration';
import { clockTexts } from '../words/powersText';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { startEmulator } from './emulatorStart';
import type { CommandRunner } from './runCommand';

/** Furthest that one step goes, in milliseconds: the longest retention period. */
const furthestMs = 14 * 86_400_000;

/** Sets the emulator's clock, so that nobody waits for delays, visibility timeouts and retention periods. */
export function registerEmulatorClockCommands(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  return runner.register(
    Commands.emulatorClock,
    vscode.l10n.t('Could not set the clock of the emulator'),
    () => chooseStep(context),
  );
}

interface ClockItem extends vscode.QuickPickItem {
  readonly run: () => Promise<ClockState>;
}

async function chooseStep(context: CommandContext): Promise<void> {
  await startEmulator(context);
  const client = await context.emulator.readClient();
  const clock = await client.readClock();
  const picked = await vscode.window.showQuickPick(itemsOf(client, clock), {
    ignoreFocusOut: true,
    title: vscode.l10n.t('SQS Emulator Clock: {0}', stateText(clock)),
    placeHolder: vscode.l10n.t('Delays, visibility timeouts, retention and move tasks go by this clock'),
  });
  if (!picked) throw new Cancelled();
  const after = await picked.run();
  await context.emulator.refreshPowers();
  context.explorer.refresh();
  const text = vscode.l10n.t('SQS emulator clock: {0}', stateText(after));
  vscode.window.setStatusBarMessage(`$(check) ${text}`, 5_000);
}

function itemsOf(client: EmulatorClient, clock: ClockReading): readonly ClockItem[] {
  return [
    {
      label: `$(watch) ${vscode.l10n.t('Advance by…')}`,
      description: vscode.l10n.t('30 s, 5 min, 1 h 30 min, 2 d'),
      run: async () => client.advanceClock({ milliseconds: await askDuration() }),
    },
    ...deadlineItems(client, clock),
    clock.isPaused
      ? { label: `$(debug-continue) ${vscode.l10n.t('Resume')}`, run: () => client.resumeClock() }
      : {
          label: `$(debug-pause) ${vscode.l10n.t('Pause')}`,
          description: vscode.l10n.t('nothing becomes due until it is advanced or resumed'),
          run: () => client.pauseClock(),
        },
  ];
}

function deadlineItems(client: EmulatorClient, { now, nextDeadline }: ClockReading): readonly ClockItem[] {
  if (!nextDeadline) return [];
  const inMs = Math.max(0, nextDeadline.at - now);
  return [
    {
      label: `$(debug-step-over) ${vscode.l10n.t('Advance to the Next Deadline')}`,
      description: vscode.l10n.t('in {0}: {1}', formatDuration(inMs), reasonText(nextDeadline.reason)),
      run: () => client.advanceClock({ to: 'nextDeadline' }),
    },
  ];
}

function reasonText(reason: DeadlineReason): string {
  switch (reason) {
    case 'delay':
      return vscode.l10n.t('the delay of a message ends');
    case 'visibility':
      return vscode.l10n.t('a visibility timeout ends');
    case 'retention':
      return vscode.l10n.t('the retention period of a message ends');
    case 'timer':
      return vscode.l10n.t('a long poll ends, or a move task goes on');
  }
}

async function askDuration(): Promise<number> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: vscode.l10n.t('Advance the SQS Emulator Clock'),
    prompt: vscode.l10n.t('How far? A number by itself is seconds'),
    value: '30 s',
    validateInput: (typed) => (readDuration(typed) === undefined ? problemText() : undefined),
  });
  const ms = text === undefined ? undefined : readDuration(text);
  if (ms === undefined) throw new Cancelled();
  return ms;
}

function readDuration(text: string): number | undefined {
  const ms = parseDuration(text);
  return ms !== undefined && ms > 0 && ms <= furthestMs ? ms : undefined;
}

function problemText(): string {
  return vscode.l10n.t('Type a duration of up to 14 days, such as 30 s, 5 min, 1 h 30 min or 2 d.');
}

function stateText({ now, isPaused, aheadMs }: ClockState): string {
  const time = new Date(now).toLocaleString();
  return [time, ...clockTexts(isPaused, aheadMs)].join(', ');
}
