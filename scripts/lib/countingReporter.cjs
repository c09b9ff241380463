// @ts-check
// Mocha's `spec` output, and the counts and failures of each outermost block for the process that started the run.
const Mocha = require('mocha');

/** @typedef {import('./runMocha.mjs').Blocks} Blocks */

class CountingReporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    /** @type {Blocks} */
    const blocks = {};
    /** @param {Mocha.Test} test */
    const block = (test) => {
      const [first = '', ...rest] = test.titlePath();
      const title = rest.length > 0 ? first : '';
      blocks[title] ??= { passed: 0, failed: 0, notRun: 0, failures: [] };
      return blocks[title];
    };
    runner.on('pass', (test) => {
      block(test).passed += 1;
    });
    runner.on('pending', (test) => {
      block(test).notRun += 1;
    });
    runner.on('fail', (test, error) => {
      block(test).failed += 1;
      block(test).failures.push(`${test.fullTitle()}\n${error?.stack ?? error}`);
    });
    runner.once('end', () => process.send?.(blocks));
  }
}

module.exports = CountingReporter;
