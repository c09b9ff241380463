/** Milliseconds that only run forward, from any start. Not `performance`, which makes Node load a module for it. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1e6;
}
