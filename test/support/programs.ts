import path from 'node:path';
import { type ProcessResult, runProcess } from './childProcess';
import { awsEnvironment } from './emulator';

/** Debian's interpreter, whose boto3 1.26 speaks the Query protocol. */
export const python = '/usr/bin/python3';

/** At their own pace the slowest program takes a minute and a half. */
const LIMIT_MS = 150_000;

/** Why the programs cannot run here, or undefined when they can. */
export async function findMissingBoto3(): Promise<string | undefined> {
  const version = await runProcess(python, ['-c', 'import boto3; print(boto3.__version__)']).catch(
    () => undefined,
  );
  return version?.code === 0 ? undefined : `${python} has no boto3 (Debian: apt-get install python3-boto3)`;
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
