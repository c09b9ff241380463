import * as vscode from 'vscode';
import { Commands, isAffected, readSetting, writeSetting } from '../contributions';
import { profileInForce } from '../sqs/awsEnvironment';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget, RegionTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { pickConnection } from './pickers';
import { regionItems } from './regionItems';
import type { CommandRunner } from './runCommand';

/** Which profile and which regions the tree shows. */
export function registerConnectionCommands(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(Commands.profileChoose, vscode.l10n.t('Could not choose the profile'), () =>
      chooseProfile(context),
    ),
    runner.register(Commands.regionAdd, vscode.l10n.t('Could not add the region'), (target: CommandTarget) =>
      addRegion(context, target),
    ),
    runner.register(
      Commands.regionRemove,
      vscode.l10n.t('Could not remove the region'),
      (target: CommandTarget) => removeRegion(context, target),
    ),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (isAffected(event, 'aws.profile') || isAffected(event, 'emulator.region'))
        context.connections.refresh();
    }),
  );
}

interface ProfileItem extends vscode.QuickPickItem {
  /** What the setting is set to. */
  readonly profile: string;
}

async function chooseProfile({ awsFiles }: CommandContext): Promise<void> {
  const profiles = await awsFiles.readProfiles();
  if (profiles.length === 0) throw new Error(noProfilesText());
  const chosen = readSetting(vscode.workspace, 'aws.profile');
  const inForce = profileInForce('', process.env);
  const items: ProfileItem[] = [
    { label: vscode.l10n.t('Profile in force'), description: inForce, profile: '', picked: chosen === '' },
    ...profiles.map(({ name, region }) => ({
      label: name,
      description: region ?? '',
      profile: name,
      picked: chosen === name,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('Choose AWS Profile'),
    placeHolder: vscode.l10n.t('Profile whose queues are shown'),
    matchOnDescription: true,
  });
  if (!picked) throw new Cancelled();
  await writeSetting(vscode.workspace, 'aws.profile', picked.profile, vscode.ConfigurationTarget.Global);
}

function noProfilesText(): string {
  return vscode.l10n.t(
    'There are no AWS profiles on this machine: “aws configure” makes one in ~/.aws/config and ~/.aws/credentials.',
  );
}

async function addRegion(context: CommandContext, target: CommandTarget): Promise<void> {
  const title = vscode.l10n.t('Add Region');
  const connection = await pickConnection(context, target, title);
  const shown = new Set(await context.regions.readRegions(connection));
  const items = regionItems().filter(({ value }) => !shown.has(value));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('{0} to {1}', title, connectionLabel(connection)),
    placeHolder: vscode.l10n.t('Region whose queues are shown'),
    matchOnDescription: true,
  });
  if (!picked) throw new Cancelled();
  await context.regions.add(connection, picked.value);
}

async function removeRegion(
  { regions: store, connections }: CommandContext,
  target: CommandTarget,
): Promise<void> {
  const added = connections.connections.flatMap((connection) =>
    store.added(connection).map((region) => ({ connection, region })),
  );
  const region = isRegion(target) ? target : await pickAdded(added);
  const isAdded = added.some(
    (other) => other.connection.id === region.connection.id && other.region === region.region,
  );
  if (!isAdded) {
    throw new Error(vscode.l10n.t("{0} is the connection's own region and always shown.", region.region));
  }
  await store.remove(region.connection, region.region);
}

function isRegion(target: CommandTarget): target is RegionTarget {
  return target !== undefined && 'region' in target;
}

async function pickAdded(added: readonly RegionTarget[]): Promise<RegionTarget> {
  if (added.length === 0) throw new Error(vscode.l10n.t('No region was added.'));
  const items = added.map((target) => ({
    label: target.region,
    description: connectionLabel(target.connection),
    target,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('Remove Region'),
  });
  if (!picked) throw new Cancelled();
  return picked.target;
}
