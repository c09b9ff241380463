import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { FaultPreset, FaultRule, FaultSettings, FaultState } from '../emulator/admin/adminTypes';
import type { EmulatorClient } from '../emulatorClient/emulatorClient';
import { faultPresetDetail, faultRuleText } from '../words/faultText';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { startEmulator } from './emulatorStart';
import { askFaultRule } from './faultRuleSteps';
import type { CommandRunner } from './runCommand';

/** Makes the emulator misbehave, at a queue or at all, so that programs can be tested against it. */
export function registerEmulatorFaultCommands(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  return runner.register(
    Commands.emulatorFaults,
    vscode.l10n.t('Could not set the faults of the emulator'),
    () => chooseFaults(context),
  );
}

interface FaultItem extends vscode.QuickPickItem {
  /** @returns what the faults are to be; undefined for none */
  readonly choose?: () => FaultSettings | undefined | Promise<FaultSettings>;
}

async function chooseFaults(context: CommandContext): Promise<void> {
  await startEmulator(context);
  const client = await context.emulator.readClient();
  const [state, presets] = await Promise.all([client.readFaults(), client.listFaultPresets()]);
  const own = state.rules.slice(state.preset ? presets[state.preset].length : 0).map(toRule);
  const picked = await vscode.window.showQuickPick(itemsOf(client, state, own, Object.keys(presets)), {
    ignoreFocusOut: true,
    title: vscode.l10n.t('SQS Emulator Faults'),
    placeHolder: vscode.l10n.t('What shall go wrong? Off again when the emulator starts'),
  });
  if (!picked?.choose) throw new Cancelled();
  const settings = await picked.choose();
  await (settings ? client.setFaults(settings) : client.clearFaults());
  await context.emulator.refreshPowers();
  announce(settings);
}

function itemsOf(
  client: EmulatorClient,
  state: FaultState,
  own: readonly FaultRule[],
  presets: readonly string[],
): readonly FaultItem[] {
  const { preset, seed } = state;
  const rules = state.rules.slice(state.rules.length - own.length);
  return [
    ...(state.isOn ? [offItem(state)] : []),
    separator(vscode.l10n.t('Presets')),
    ...(presets as readonly FaultPreset[]).map((name) => presetItem(name, name === preset, own)),
    separator(vscode.l10n.t('Rules')),
    ...rules.map((rule, index) => ruleItem(rule, () => ({ preset, seed, rules: own.toSpliced(index, 1) }))),
    {
      label: `$(add) ${vscode.l10n.t('Add Rule…')}`,
      description: vscode.l10n.t('an error, a delay or another fault, at one queue or at all'),
      choose: async () => ({ preset, rules: [...own, await askFaultRule(client)] }),
    },
  ];
}

function offItem({ preset, rules }: FaultState): FaultItem {
  const struck = rules.reduce((sum, rule) => sum + rule.struck, 0);
  const on = preset ?? vscode.l10n.t('{0} rules', rules.length);
  return {
    label: `$(circle-slash) ${vscode.l10n.t('Turn Faults Off')}`,
    description: vscode.l10n.t('{0}; struck {1} times so far', on, struck),
    choose: () => undefined,
  };
}

function presetItem(preset: FaultPreset, isOn: boolean, rules: readonly FaultRule[]): FaultItem {
  return {
    label: `${isOn ? '$(check)' : '$(blank)'} ${preset}`,
    description: faultPresetDetail(preset),
    choose: () => ({ preset, rules }),
  };
}

function ruleItem(rule: FaultState['rules'][number], remove: () => FaultSettings): FaultItem {
  return {
    label: `$(close) ${vscode.l10n.t('Remove: {0}', faultRuleText(rule))}`,
    description: vscode.l10n.t('struck {0} of {1}', rule.struck, rule.seen),
    choose: remove,
  };
}

function separator(label: string): FaultItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Without its counts, which the emulator does not take back. */
function toRule(counted: FaultState['rules'][number]): FaultRule {
  const rule: FaultRule & { seen?: number; struck?: number } = { ...counted };
  delete rule.seen;
  delete rule.struck;
  return rule;
}

function announce(settings: FaultSettings | undefined): void {
  const isOn = settings !== undefined && (settings.preset ?? settings.rules?.length);
  const text = isOn
    ? vscode.l10n.t('The emulator’s faults are on')
    : vscode.l10n.t('The emulator’s faults are off');
  vscode.window.setStatusBarMessage(`$(check) ${text}`, 5_000);
}
