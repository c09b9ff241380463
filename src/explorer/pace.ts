import type { Connection } from '../sqs/connection';
import type { RegionPace } from './openRegion';

/** Seconds between two looks at the counts that are seen; 0: never by itself. */
export type RefreshSetting = 'queues.refreshLocal' | 'queues.refreshAws';

/** A minute is what AWS may take until counts and lists settle. */
const AWS_LAG_MS = 60_000;

/** How often a region is asked: endpoints of this machine often, AWS seldom, since its calls cost and are shared. */
export function regionPace(
  connection: Connection,
  readSeconds: (setting: RefreshSetting) => number,
): RegionPace {
  if (isLocal(connection)) {
    return {
      intervalMs: readSeconds('queues.refreshLocal') * 1_000,
      callsPerSecond: 20,
      runsPerListedPage: 1,
      concurrency: 8,
      lagMs: 0,
    };
  }
  return {
    intervalMs: readSeconds('queues.refreshAws') * 1_000,
    callsPerSecond: 1,
    runsPerListedPage: 10,
    concurrency: 4,
    lagMs: AWS_LAG_MS,
  };
}

/** True where a call costs nothing and nobody else is slowed down by it. */
export function isLocal(connection: Connection): boolean {
  if (connection.kind === 'emulator') return true;
  const url = 'url' in connection ? connection.url : undefined;
  if (url === undefined || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(localhost|127(\.\d+){3}|\[::1\]|host\.docker\.internal)$/.test(hostname);
}
