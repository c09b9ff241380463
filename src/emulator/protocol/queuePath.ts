import type { WireRequest } from './wire';

/** `/<account>/<name>`, with `/queue/<region>` before it in the path style of other emulators. */
const queuePath = /^(?:\/queue\/[a-z0-9-]+)?\/[^/]+\/[^/]+\/?$/;

/** The URL of the queue that a request was sent to, or undefined when its path is not that of a queue. */
export function queueUrlOfPath(request: Pick<WireRequest, 'path' | 'baseUrl'>): string | undefined {
  return queuePath.test(request.path) ? request.baseUrl + request.path : undefined;
}
