#!/usr/bin/env node
import { CommandError } from './commandError';
import { generalUsage, readVersion } from './usage';
import { verbs } from './verbs';

/** Runs the command line. @returns the exit code: 0 done, 1 failed, 2 called wrongly */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(generalUsage(verbs));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${readVersion()}\n`);
    return 0;
  }
  const verb = verbs.find((candidate) => candidate.name === name);
  if (!verb) throw CommandError.usage(`There is no command "${name}". "queuescope --help" lists them.`);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(verb.usage);
    return 0;
  }
  return verb.run(rest);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`queuescope: ${error instanceof CommandError ? error.message : describe(error)}\n`);
    process.exitCode = error instanceof CommandError ? error.exitCode : 1;
  },
);

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
