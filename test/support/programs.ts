import path from 'node:path';
import { type ProcessResult, runProcess } from './childProcess';
import { awsEnvironment } from './emulator';

/** Debian's interpreter, whose boto3 1.26 speaks the Query protocol. */
export const python = '/usr/bin/python3';

/** At their own pace the slowest program takes a minute and a half. */
const LIMIT_MS = 150_000;

/** Why the programs cannot run here, or undefined when they can. */
export function findMissingBoto3(): Promise<string | undefined> {
  return findMissingModule('boto3', 'python3-boto3');
}

/** Why a module cannot be imported here, with the packages of Debian that bring it; undefined when it can. */
export async function findMissingModule(name: string, packages: string): Promise<string | undefined> {
  const result = await runProcess(python, ['-c', `import ${name}`]).catch(() => undefined);
  return result?.code === 0 ? undefined : `${python} has no ${name} (Debian: apt-get install ${packages})`;
}

/** Runs a program of test/support/programs. @returns its output, one JSON value a line */
export async function runProgram(name: string, endpoint: string, ...args: string[]): Promise<unknown[]> {
  const result = await startProgram(name, endpoint, ...args);
  if (result.code !== 0) throw new Error(`${name} ended with ${result.code}: ${result.stderr}`);
  return result.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

export function startProgram(name: string, endpoint: string, ...args: string[]): Promise<ProcessResult> {
  const file = path.resolve('test/support/programs', `${name}.py`);
  return runProcess(python, [file, '--endpoint', endpoint, ...args], {
    env: awsEnvironment(),
    timeoutMs: LIMIT_MS,
  });
}
