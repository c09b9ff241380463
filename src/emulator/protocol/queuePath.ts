import type { WireRequest } from './wire';

/** `/<account>/<name>`, with `/queue/<region>` before it in the path style of other emulators, maybe with a slash at the end. */
const queuePath = /^((?:\/queue\/[a-z0-9-]+)?\/[^/]+\/[^/]+)\/?$/;

/** The URL of the queue that a request was sent to, or undefined when its path is not that of a queue. */
export function queueUrlOfPath(request: Pick<WireRequest, 'path' | 'baseUrl'>): string | undefined {
  const path = queuePath.exec(request.path)?.[1];
  return path === undefined ? undefined : request.baseUrl + path;
}
