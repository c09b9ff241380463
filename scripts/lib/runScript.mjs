// @ts-check
import process from 'node:process';

/**
 * Runs the body of a script. What goes wrong is said in its words, without a stack.
 * @param {() => Promise<unknown>} body
 */
export async function runScript(body) {
  try {
    await body();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
