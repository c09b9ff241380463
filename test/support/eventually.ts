/** Long enough for a machine that is busy with other things. */
const LIMIT_MS = 30_000;
const PAUSE_MS = 20;

/**
 * Tries a check again until it holds: pages, editors and other processes take the time that they need.
 * @returns what the check returned
 * @throws what the check has thrown last, after half a minute
 */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
