const POLL_MS = 100;

/**
 * Asks until the answer is accepted.
 * @throws Error with the last answer after `limitMs`
 */
export async function waitUntil<T>(
  ask: () => Promise<T>,
  isAccepted: (answer: T) => boolean,
  limitMs = 20_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isAccepted(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`Not so after ${limitMs} ms; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
