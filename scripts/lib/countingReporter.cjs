// @ts-check
// Mocha's `spec` output, and the counts for the process that started the run.
const Mocha = require('mocha');

class CountingReporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    /** @type {Record<string, import('./suites.mjs').Counts>} */
    const blocks = {};
    /** @param {Mocha.Runnable} runnable */
    const blockOf = (runnable) => {
      const title = runnable.titlePath()[0] ?? '';
      blocks[title] ??= { passed: 0, failed: 0, notRun: 0 };
      return blocks[title];
    };
    runner.on('pass', (test) => blockOf(test).passed++);
    runner.on('pending', (test) => blockOf(test).notRun++);
    // A hook can fail as well.
    runner.on('fail', (runnable) => blockOf(runnable).failed++);
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      process.send?.({ passed: passes, failed: failures, notRun: pending, blocks });
    });
  }
}

module.exports = CountingReporter;
