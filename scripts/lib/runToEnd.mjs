// @ts-check
import { spawn } from 'node:child_process';

/**
 * Runs a program and gives what it wrote on standard output.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} [options]
 * @returns {Promise<string>}
 * @throws {Error} with the last lines of both outputs, when it cannot be started or ends with an error
 */
export async function runToEnd(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let both = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    both += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    both += text;
  });
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${both.trim().slice(-2000)}`);
  return output;
}
