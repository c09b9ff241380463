import * as vscode from 'vscode';
import { Commands, readSetting, type Settings, writeSetting } from '../contributions';
import type { BridgeScope } from '../environment/environmentBridge';
import type { ScanResult } from '../environment/scanWorkspace';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { startEmulator } from './emulatorStart';
import { type CommandRunner, withProgress } from './runCommand';

type Mode = Settings['environment.useEmulator'];

/** The switch that leads terminals, tasks and debug sessions to the emulator, and the look at what gets past it. */
export function registerEnvironmentCommands(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(
      Commands.environmentUseEmulator,
      vscode.l10n.t('Could not lead terminals, tasks and debug sessions to the emulator'),
      () => turnOn(context),
    ),
    runner.register(
      Commands.environmentStopUsingEmulator,
      vscode.l10n.t('Could not take the emulator out of terminals, tasks and debug sessions'),
      () => turnOff(context),
    ),
    runner.register(
      Commands.environmentFindBypasses,
      vscode.l10n.t('Could not look for what bypasses the emulator'),
      () => findBypasses(context),
    ),
  );
}

async function turnOn(context: CommandContext): Promise<void> {
  const { bridge } = context;
  const off = bridge.scopes.filter((scope) => !bridge.isOn(scope));
  const scope = await pickScope(
    off.length > 0 ? off : bridge.scopes,
    vscode.l10n.t('Use Emulator in which Folder?'),
  );
  await startEmulator(context);
  const mode = await chooseMode(context, scope);
  if (scope) await warn(await scan(context, scope), scope);
  await write(scope, mode);
  await bridge.refresh();
  await announce(context, scope, mode);
}

async function turnOff(context: CommandContext): Promise<void> {
  const { bridge, bypasses } = context;
  const on = bridge.scopes.filter((scope) => bridge.isOn(scope));
  const scope = await pickScope(
    on.length > 0 ? on : bridge.scopes,
    vscode.l10n.t('Stop Using the Emulator in which Folder?'),
  );
  await write(scope, 'off');
  if (scope) bypasses.clear(scope);
  await bridge.refresh();
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'New terminals, tasks and debug sessions of {0} have your own AWS environment again. Open terminals keep theirs until they are relaunched.',
      scopeName(scope),
    ),
  );
}

async function findBypasses(context: CommandContext): Promise<void> {
  const scope = await pickScope(context.bridge.scopes, vscode.l10n.t('Look into which Folder?'));
  if (!scope) throw new Error(vscode.l10n.t('No folder is open.'));
  const result = await scan(context, scope);
  const count = result.findings.length + (result.oldCli ? 1 : 0);
  if (count === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing was found in {0} that calls AWS in spite of AWS_ENDPOINT_URL_SQS.', scope.name),
    );
    return;
  }
  await showProblems();
  if (result.oldCli) void vscode.window.showWarningMessage(cliText(result.oldCli));
}

/** @throws Cancelled when the user picks none */
async function pickScope(scopes: readonly BridgeScope[], title: string): Promise<BridgeScope> {
  const [only] = scopes;
  if (scopes.length <= 1 || !only) return only;
  const items = scopes.flatMap((scope) =>
    scope ? [{ label: scope.name, description: scope.uri.fsPath, scope }] : [],
  );
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder: vscode.l10n.t('Workspace folder'),
  });
  if (!picked) throw new Cancelled();
  return picked.scope;
}

/**
 * Without credentials in force there is nothing to choose.
 * @throws Cancelled when the user chooses none
 */
async function chooseMode({ bridge }: CommandContext, scope: BridgeScope): Promise<Mode> {
  const { credentials } = await bridge.read(scope, { mode: 'sqsOnly' });
  if (credentials === 'dummy') return 'dummyCredentials';
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly mode: Mode }>(
    [
      {
        label: vscode.l10n.t('SQS Only: Keep My Credentials'),
        detail: vscode.l10n.t(
          'Calls to other AWS services work as before. What gets past the switch reaches AWS with your credentials.',
        ),
        mode: 'sqsOnly',
      },
      {
        label: vscode.l10n.t('Dummy Credentials for Everything'),
        detail: vscode.l10n.t(
          'What gets past the switch is refused by AWS. So are the program’s calls to other AWS services.',
        ),
        mode: 'dummyCredentials',
      },
    ],
    {
      title: vscode.l10n.t('Use Emulator in Terminals, Tasks and Debug Sessions'),
      placeHolder: vscode.l10n.t('AWS credentials are in force on this machine. Which ones do programs get?'),
    },
  );
  if (!picked) throw new Cancelled();
  return picked.mode;
}

function scan({ bypasses }: CommandContext, scope: vscode.WorkspaceFolder): Promise<ScanResult> {
  return withProgress(vscode.l10n.t('Looking for what calls AWS in spite of the switch …'), (signal) =>
    bypasses.scan(scope, signal),
  );
}

const MOST_LINES = 8;

/**
 * Asks before anything can go wrong.
 * @throws Cancelled unless the user goes on
 */
async function warn({ findings, oldCli, isCut }: ScanResult, scope: vscode.WorkspaceFolder): Promise<void> {
  const count = findings.length + (oldCli ? 1 : 0);
  if (count === 0) return;
  const lines = findings.slice(0, MOST_LINES).map((finding) => {
    const what = finding.code === 'sdk' ? `${finding.name} ${finding.version}` : finding.url;
    return `${finding.path}:${finding.line + 1}  ${what}`;
  });
  if (findings.length > MOST_LINES) lines.push(vscode.l10n.t('… and {0} more', findings.length - MOST_LINES));
  if (oldCli) lines.push(cliText(oldCli));
  if (isCut) lines.push(vscode.l10n.t('The folder has more files than were looked into.'));
  const [show, goOn] = [vscode.l10n.t('Show Problems'), vscode.l10n.t('Use Emulator Anyway')];
  const question =
    count === 1
      ? vscode.l10n.t('In {0}, 1 place calls AWS in spite of the switch', scope.name)
      : vscode.l10n.t('In {0}, {1} places call AWS in spite of the switch', scope.name, count);
  const options = { modal: true, detail: lines.join('\n') };
  const chosen = await vscode.window.showWarningMessage(question, options, show, goOn);
  if (chosen === show) await showProblems();
  if (chosen !== goOn) throw new Cancelled();
}

function cliText({ version, since }: NonNullable<ScanResult['oldCli']>): string {
  return vscode.l10n.t(
    'AWS CLI {0} does not know AWS_ENDPOINT_URL_SQS, so its calls go to AWS. Update it to {1} or newer, or call it with --endpoint-url.',
    version,
    since,
  );
}

async function showProblems(): Promise<void> {
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}

async function write(scope: BridgeScope, mode: Mode): Promise<void> {
  const { ConfigurationTarget } = vscode;
  const isMultiRoot = vscode.workspace.workspaceFile !== undefined;
  const target = !scope
    ? ConfigurationTarget.Global
    : isMultiRoot
      ? ConfigurationTarget.WorkspaceFolder
      : ConfigurationTarget.Workspace;
  await writeSetting(vscode.workspace, 'environment.useEmulator', mode, target, scope);
}

async function announce(context: CommandContext, scope: BridgeScope, mode: Mode): Promise<void> {
  if (readSetting(vscode.workspace, 'environment.useEmulator', scope) !== mode)
    throw new Error(vscode.l10n.t('another setting wins over that of the folder.'));
  const open = vscode.l10n.t('New Terminal');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Terminals, tasks and debug sessions of {0}: {1}',
      scopeName(scope),
      await context.bridge.describe(scope),
    ),
    open,
  );
  if (chosen === open) vscode.window.createTerminal(scope ? { cwd: scope.uri } : {}).show();
}

function scopeName(scope: BridgeScope): string {
  return scope?.name ?? vscode.l10n.t('this window');
}
