// VS Code calls `run()` inside the extension host.
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * Runs the test files that the environment names. What they print and the counts go into files, because the extension
 * host has no standard output that the test run could read.
 * @throws Error when a test has failed, which makes the exit code of the editor 1
 */
export async function run(): Promise<void> {
  const output = environment('QUEUESCOPE_TEST_OUTPUT');
  // What the reporters of mocha print through; `console` itself cannot be changed in an extension host.
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => appendFileSync(output, `${format(...parts)}\n`);
  const mocha = new Mocha({ timeout: 60_000, reporter: 'spec', color: false });
  for (const file of environment('QUEUESCOPE_TEST_FILES').split(path.delimiter)) mocha.addFile(file);
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const counts = { passed: passes, failed: failures, notRun: pending };
      writeFileSync(environment('QUEUESCOPE_TEST_RESULTS'), JSON.stringify(counts));
    });
  });
  if (failed > 0) throw new Error(`${failed} tests have failed.`);
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The environment variable ${name} is missing.`);
  return value;
}
