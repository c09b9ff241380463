// VS Code calls `run()` inside the extension host.
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * Runs the test files that the environment names. What the reporter writes and the counts go into files, because the
 * extension host has no standard output that the test run could read.
 * @throws Error when a test has failed, which makes the exit code of the editor 1
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, reporter: Mocha.reporters.Spec, color: false });
  for (const file of environment('QUEUESCOPE_TEST_FILES').split(path.delimiter)) mocha.addFile(file);
  const restore = divertConsole(environment('QUEUESCOPE_TEST_OUTPUT'));
  try {
    const failed = await new Promise<number>((resolve) => {
      const runner = mocha.run(resolve);
      runner.once('end', () => {
        const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
        const counts = { passed: passes, failed: failures, notRun: pending };
        writeFileSync(environment('QUEUESCOPE_TEST_RESULTS'), JSON.stringify(counts));
      });
    });
    if (failed > 0) throw new Error(`${failed} tests have failed.`);
  } finally {
    restore();
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The environment variable ${name} is missing.`);
  return value;
}

/** Mocha's reporters print through `Mocha.reporters.Base.consoleLog`; tests through `console.log`. */
function divertConsole(file: string): () => void {
  const original = console.log;
  console.log = (...parts: unknown[]) => appendFileSync(file, `${format(...parts)}\n`);
  const { Base } = Mocha.reporters;
  const originalBase = Base.consoleLog;
  Base.consoleLog = console.log;
  return () => {
    console.log = original;
    Base.consoleLog = originalBase;
  };
}
