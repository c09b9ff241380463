import * as vscode from 'vscode';
import { Commands, readSetting } from '../contributions';
import { isAws } from '../sqs/connection';
import { connectionLabel } from '../words/connectionLabel';
import { meterText } from '../words/meterText';
import type { CommandContext } from './commandContext';
import type { CommandRunner } from './runCommand';

/** Shows what each connection was asked in this window, and what that costs. */
export function registerMeterCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  return runner.register(Commands.meterShow, vscode.l10n.t('Could not show the request meter'), () =>
    showMeter(context),
  );
}

async function showMeter({ connections, meter }: CommandContext): Promise<void> {
  const budget = readSetting(vscode.workspace, 'aws.callBudget');
  const items = connections.connections.map((connection) => {
    const reading = meter.read(connection.id);
    const text = meterText(reading, isAws(connection) ? budget : undefined);
    const actions = Object.entries(reading.byAction).sort(([, a], [, b]) => b - a);
    return {
      label: connectionLabel(connection),
      description: text,
      detail: actions.map(([action, count]) => `${action} ${count}`).join(' · '),
    };
  });
  await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Request Meter of This Window'),
    placeHolder: vscode.l10n.t('At the public price, without the free million of a month, KMS and transfer'),
    matchOnDescription: true,
  });
}
