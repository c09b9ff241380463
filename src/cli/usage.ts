import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Verb } from './verb';

/** The version of the package that the bundle lies in, at `dist/cli.js`. */
export function readVersion(): string {
  const text = readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What `queuescope --help` prints. */
export function generalUsage(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length));
  const list = verbs.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`);
  return [
    'Usage: queuescope <command> [options]',
    '',
    'Commands:',
    ...list,
    '',
    '"queuescope <command> --help" shows the options of a command.',
    '  --version  prints the version',
    '',
  ].join('\n');
}
