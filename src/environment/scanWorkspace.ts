import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { toEmulatorUrl } from './awsUrls';
import { bridgedEnvFiles } from './folderVariables';
import type { Finding } from './scan/finding';
import { findDistribution, findOldCli, findSdks, manifestNames, npmSdks } from './scan/sdkRules';
import { findUrls, scannedExtensions } from './scan/urlRules';

/** What a scan found in a folder. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly oldCli: { readonly version: string; readonly since: string } | undefined;
  /** More files than these are not read. */
  readonly isCut: boolean;
}

const MAX_FILES = 4_000;
const MAX_BYTES = 512 * 1024;
const READ_AT_A_TIME = 32;
const CLI_MS = 3_000;
const skipped =
  '**/{node_modules,.git,dist,build,out,target,vendor,coverage,.venv,venv,env,__pycache__,.next,.aws-sam,cdk.out,.terraform,.serverless}/**';
// A pattern of VS Code has no braces within braces.
const scannedNames = [...scannedExtensions.map((extension) => `*.${extension}`), '.env', '.env.*'];
const distributions = '{.venv,venv,env}/**/{boto3,botocore}-*.dist-info/METADATA';

/** Looks into the files of a folder for what calls AWS past the variables. */
export async function scanFolder(folder: vscode.WorkspaceFolder, signal: AbortSignal): Promise<ScanResult> {
  const token = toToken(signal);
  const find = (pattern: string, exclude: string | null, most?: number) =>
    vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), exclude, most, token);
  const [texts, manifests, installed, oldCli] = await Promise.all([
    find(`**/{${scannedNames.join(',')}}`, skipped, MAX_FILES),
    find(`**/{${manifestNames.join(',')}}`, skipped, MAX_FILES),
    find(distributions, null, 100),
    readOldCli(),
  ]);
  signal.throwIfAborted();
  const inTexts = await mapEach(texts, signal, (uri) => scanFile(folder, uri));
  const inManifests = await mapEach(manifests, signal, (uri) => scanManifest(folder, uri));
  const inEnvironments = installed.flatMap((uri) => findDistribution(relativePath(folder, uri)));
  const findings = [...inTexts, ...inManifests].flat().concat(inEnvironments);
  return { findings: findings.sort(byPlace), oldCli, isCut: texts.length === MAX_FILES };
}

/** The addresses of one file that get past the variables. */
export async function scanFile(folder: vscode.WorkspaceFolder, uri: vscode.Uri): Promise<readonly Finding[]> {
  const name = relativePath(folder, uri);
  const found = findUrls(name, (await readText(uri)) ?? '');
  if (!bridgedEnvFiles.includes(name)) return found;
  // The emulator's QueueUrls are set in their place.
  return found.filter(({ url }) => toEmulatorUrl(url, '', '') === undefined);
}

async function scanManifest(folder: vscode.WorkspaceFolder, uri: vscode.Uri): Promise<readonly Finding[]> {
  const text = (await readText(uri)) ?? '';
  const versions = new Map<string, string>();
  if (uri.path.endsWith('/package.json')) {
    for (const name of npmSdks) {
      const version = text.includes(`"${name}"`) ? await readInstalled(uri, name) : undefined;
      if (version) versions.set(name, version);
    }
  }
  return findSdks(relativePath(folder, uri), text, (name) => versions.get(name));
}

/** As Node finds it: in the `node_modules` next to the manifest, else further up. */
async function readInstalled(manifest: vscode.Uri, packageName: string): Promise<string | undefined> {
  for (let folder = path.posix.dirname(manifest.path); ; folder = path.posix.dirname(folder)) {
    const file = path.posix.join(folder, 'node_modules', packageName, 'package.json');
    const text = await readText(manifest.with({ path: file }));
    const version = text && /"version"\s*:\s*"([\d.]+)/.exec(text)?.[1];
    if (version) return version;
    if (folder === '/' || folder === path.posix.dirname(folder)) return undefined;
  }
}

/** Undefined for a file that cannot be read or is larger than programs are. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function readOldCli(): Promise<ScanResult['oldCli']> {
  try {
    const isWindows = process.platform === 'win32';
    const { stdout } = await promisify(execFile)('aws', ['--version'], { timeout: CLI_MS, shell: isWindows });
    return findOldCli(stdout);
  } catch {
    // It is not installed.
    return undefined;
  }
}

async function mapEach<T, U>(
  items: readonly T[],
  signal: AbortSignal,
  task: (item: T) => Promise<U>,
): Promise<readonly U[]> {
  const results: U[] = [];
  for (let start = 0; start < items.length; start += READ_AT_A_TIME) {
    signal.throwIfAborted();
    results.push(...(await Promise.all(items.slice(start, start + READ_AT_A_TIME).map(task))));
  }
  return results;
}

function relativePath(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return path.posix.relative(folder.uri.path, uri.path);
}

function byPlace(a: Finding, b: Finding): number {
  return a.path.localeCompare(b.path) || a.line - b.line || a.column - b.column;
}

function toToken(signal: AbortSignal): vscode.CancellationToken {
  const source = new vscode.CancellationTokenSource();
  signal.addEventListener('abort', () => source.cancel());
  return source.token;
}
