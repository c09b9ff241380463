import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { diagnosticsText } from '../sqs/diagnostics';
import type { CommandContext } from './commandContext';
import type { CommandRunner } from './runCommand';

/** Copies what a report of a bug needs: no key, token, message, nor the name of a connection, profile or queue. */
export function registerDiagnosticsCommand(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  return runner.register(
    Commands.diagnosticsCopy,
    vscode.l10n.t('Could not copy the diagnostics'),
    async () => {
      await vscode.env.clipboard.writeText(readDiagnostics(context));
      vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Diagnostics copied')}`, 3_000);
    },
  );
}

function readDiagnostics({ connections, emulator, meter }: CommandContext): string {
  const extension = vscode.extensions.getExtension('queuescope.queuescope');
  const { version = '' } = (extension?.packageJSON ?? {}) as { version?: string };
  return diagnosticsText({
    versions: {
      Queuescope: version,
      'VS Code': vscode.version,
      Node: process.version,
      System: `${process.platform} ${process.arch}`,
      Remote: vscode.env.remoteName ?? 'no',
    },
    facts: {
      'Workspace trusted': String(vscode.workspace.isTrusted),
      Emulator: emulator.state.kind,
    },
    variables: process.env,
    connections: connections.connections.map((connection) => ({
      connection,
      reading: meter.read(connection.id),
    })),
  });
}
