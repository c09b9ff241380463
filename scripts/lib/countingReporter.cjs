// @ts-check
// Mocha's `spec` output, and the counts and failures for the process that started the run.
const Mocha = require('mocha');

class CountingReporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const failures = [];
    runner.on('fail', (test, error) => failures.push(`${test.fullTitle()}\n${error?.stack ?? error}`));
    runner.once('end', () => {
      const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
      process.send?.({ passed: passes, failed, notRun: pending, failures });
    });
  }
}

module.exports = CountingReporter;
