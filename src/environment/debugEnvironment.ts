import path from 'node:path';
import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { LocalEmulator } from '../localEmulator/localEmulator';
import { findVariablesKey, hasOwnEndpoint, ownVariables, withVariables } from './debugVariables';
import type { BridgeScope, EnvironmentBridge } from './environmentBridge';
import { readEnvFile } from './folderVariables';

/**
 * Leads programs of debug sessions to the emulator, where the switch of their folder is on; starts it before them.
 * Every debug type that takes variables is served.
 */
export function registerDebugEnvironment(
  bridge: EnvironmentBridge,
  emulator: LocalEmulator,
  log: Pick<vscode.LogOutputChannel, 'info'>,
): vscode.Disposable {
  return vscode.debug.registerDebugConfigurationProvider('*', {
    resolveDebugConfiguration: async (folder, configuration) => {
      const scope = scopeOf(folder, bridge);
      if (configuration.request === 'attach' || !bridge.isOn(scope)) return configuration;
      const manifests = vscode.extensions.all.map(({ packageJSON }) => packageJSON as unknown);
      const key = findVariablesKey(manifests, configuration.type);
      if (!key) return configuration;
      const own = { ...(await readOwnEnvFile(scope, configuration)), ...ownVariables(configuration, key) };
      if (hasOwnEndpoint(own, bridge.endpoint)) {
        log.info(`The debug configuration “${configuration.name}” has an endpoint of its own, and keeps it.`);
        return configuration;
      }
      if (emulator.state.kind !== 'running') await vscode.commands.executeCommand(Commands.emulatorStart);
      const { variables } = await bridge.read(scope, { own });
      return withVariables(configuration, key, variables);
    },
  });
}

/** A configuration of the workspace belongs to no folder; that of the only folder is meant then. */
function scopeOf(folder: vscode.WorkspaceFolder | undefined, { scopes }: EnvironmentBridge): BridgeScope {
  return folder ?? scopes[0];
}

async function readOwnEnvFile(scope: BridgeScope, { envFile }: vscode.DebugConfiguration) {
  if (typeof envFile !== 'string' || !scope) return {};
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code
  const file = envFile.replace('${workspaceFolder}', scope.uri.fsPath);
  return readEnvFile(scope.uri.with({ path: path.posix.resolve(scope.uri.path, file) }));
}
