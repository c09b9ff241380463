import * as vscode from 'vscode';
import { registerCloudWatchCommand } from './cloudWatchHistory';
import type { CommandContext } from './commandContext';
import { registerConnectionCommands } from './connectionCommands';
import { registerContainerCommands } from './containerCommands';
import { registerDiagnosticsCommand } from './diagnosticsCommand';
import { registerEmulatorActivityCommands } from './emulatorActivity';
import { registerEmulatorClockCommands } from './emulatorClockCommands';
import { registerEmulatorCommands } from './emulatorCommands';
import { registerEmulatorFaultCommands } from './emulatorFaultCommands';
import { followEmulatorSettings } from './emulatorSettings';
import { registerEmulatorSnapshotCommands } from './emulatorSnapshotCommands';
import { registerEnvironmentCommands } from './environmentCommands';
import { registerManageConnections } from './manageConnections';

import { registerMessageCommands } from './messageCommands';
import { registerMeterCommands } from './meterCommands';
import { registerOverviewCommands } from './overviewCommands';
import { registerQueueCommands } from './queueCommands';
import { registerQueueFileCommands } from './queueFileCommands';
import { registerRedriveCommands } from './redriveCommands';
import { CommandRunner, registerLogCommand } from './runCommand';
import { registerTrafficCommands } from './trafficCommands';
import { registerUnlockCommands } from './unlockCommands';
import { registerViewCommands } from './viewCommands';

/** Registers every command of `Commands`. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const runner = new CommandRunner(context.log);
  return vscode.Disposable.from(
    registerQueueCommands(context, runner),
    registerMessageCommands(context, runner),
    registerConnectionCommands(context, runner),
    registerManageConnections(context, runner),
    registerUnlockCommands(context, runner),
    registerMeterCommands(context, runner),
    registerDiagnosticsCommand(context, runner),
    registerViewCommands(context, runner),
    registerEmulatorCommands(context, runner),
    registerEmulatorFaultCommands(context, runner),
    registerEmulatorClockCommands(context, runner),
    registerEmulatorActivityCommands(context, runner),
    registerEmulatorSnapshotCommands(context, runner),
    followEmulatorSettings(context),
    registerContainerCommands(context, runner),
    registerRedriveCommands(context, runner),
    registerQueueFileCommands(context, runner),
    registerEnvironmentCommands(context, runner),
    registerTrafficCommands(context, runner),
    registerOverviewCommands(context, runner),
    registerCloudWatchCommand(context, runner),
    registerLogCommand(context.log),
  );
}
