import process from 'node:process';
import * as vscode from 'vscode';
import type { Variables } from '../sqs/awsEnvironment';
import { envFileVariables } from './envFile';

/** Files of a folder's root that programs load themselves, later ones over earlier ones; a variable wins over all. */
export const bridgedEnvFiles: readonly string[] = ['.env', '.env.development', '.env.local'];

/** The variables of a folder's `.env` files; files that are not there count as empty. */
export async function readEnvFiles(scope: vscode.WorkspaceFolder | undefined): Promise<Variables> {
  if (!scope) return {};
  const files = bridgedEnvFiles.map((name) => readEnvFile(vscode.Uri.joinPath(scope.uri, name)));
  return Object.assign({}, ...(await Promise.all(files))) as Variables;
}

/** Empty for a file that cannot be read. */
export async function readEnvFile(uri: vscode.Uri): Promise<Variables> {
  try {
    return envFileVariables(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return {};
  }
}

/** Those that the settings of VS Code give to terminals. */
export function readTerminalVariables(scope: vscode.WorkspaceFolder | undefined): Variables {
  const platform = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'osx' : 'linux';
  const values = vscode.workspace
    .getConfiguration('terminal.integrated.env', scope)
    .get<Readonly<Record<string, string | null>>>(platform, {});
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? undefined]));
}
