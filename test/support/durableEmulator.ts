import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { after } from 'mocha';

/** A folder for the tests of a `describe` block, removed after them. */
export function useDataFolder(): () => string {
  const base = mkdtempSync(path.join(tmpdir(), 'queuescope-data-'));
  let count = 0;
  after(() => rmSync(base, { recursive: true, force: true }));
  return () => path.join(base, String(++count));
}

/** The emulator of the command line in a process of its own, which can be killed. */
export class EmulatorProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<void>;
  readonly endpoint: string;
  /** All that it wrote to standard error. */
  readonly errors: () => string;

  private constructor(child: ChildProcess, exit: Promise<void>, endpoint: string, errors: () => string) {
    this.#child = child;
    this.#exit = exit;
    this.endpoint = endpoint;
    this.errors = errors;
  }

  /** @throws Error with what it wrote, when it ends instead of listening */
  static async start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<EmulatorProcess> {
    const child = spawn(process.execPath, ['dist/cli.js', 'emulator', '--port', '0', ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const exit = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const endpoint = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const match = /http:\/\/\S+/.exec(text);
        if (match) resolve(match[0]);
      });
      child.once('error', reject);
      void exit.then(() => reject(new Error(errors)));
    });
    return new EmulatorProcess(child, exit, endpoint, () => errors);
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** Without a chance to save anything. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#exit;
  }

  /** @param maxAttempts 1: an answer that does not come is an error at once */
  client(maxAttempts = 1): SQSClient {
    return createClient(this.endpoint, maxAttempts);
  }
}

export function createClient(endpoint: string, maxAttempts = 1): SQSClient {
  return new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts,
  });
}
