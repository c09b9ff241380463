import type { Context } from 'mocha';

/**
 * Leaves a test, or with a hook all tests of its block, because a tool is missing on this machine.
 * `npm test` counts it apart, and as failed where the tools were installed on purpose (CI).
 * @param reason what is missing, and how it is installed
 */
export function notRun(context: Context, reason: string): never {
  console.log(`      not run: ${reason}`);
  return context.skip();
}
