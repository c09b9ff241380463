// @ts-check
// Mocha's `spec` output, and the counts for the process that started the run.
const Mocha = require('mocha');

class CountingReporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      process.send?.({ passed: passes, failed: failures, notRun: pending });
    });
  }
}

module.exports = CountingReporter;
