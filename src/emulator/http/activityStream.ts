import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity, StreamPosition } from '../admin/activity';
import type { StreamedActivity } from '../admin/adminTypes';

const mostAtOnce = 500;
/** A stream without news says so, so that neither end takes it for dead. */
const keepAliveMs = 15_000;

/**
 * Sends what happens from now on: server-sent events to who accepts `text/event-stream`, else one JSON object in each
 * line. A slow reader holds no memory here: it is told how much it has missed.
 * @param after sequence number of requests to start behind; NaN: from now on
 */
export function streamActivity(
  activity: Activity,
  request: IncomingMessage,
  response: ServerResponse,
  after: number,
): void {
  const isEvents = request.headers.accept?.includes('text/event-stream') ?? false;
  const position = startAt(activity, after);
  let isScheduled = false;
  let isFull = false;
  const flush = (): void => {
    isScheduled = false;
    if (isFull || response.destroyed) return;
    const news = activity.readSince(position, mostAtOnce);
    if (news.length === 0) return;
    isFull = !response.write(news.map((item) => format(item, isEvents)).join(''));
    schedule();
  };
  const schedule = (): void => {
    if (isScheduled || isFull) return;
    isScheduled = true;
    setImmediate(flush);
  };
  response.writeHead(200, {
    'Content-Type': isEvents ? 'text/event-stream' : 'application/x-ndjson',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.flushHeaders();
  response.on('drain', () => {
    isFull = false;
    schedule();
  });
  const subscription = activity.subscribe(schedule);
  const keepAlive = setInterval(() => response.write(isEvents ? ':\n\n' : '\n'), keepAliveMs);
  keepAlive.unref();
  response.on('close', () => {
    clearInterval(keepAlive);
    subscription.dispose();
  });
  schedule();
}

function startAt(activity: Activity, after: number): StreamPosition {
  const { request, event } = activity.position;
  return { request: Number.isNaN(after) ? request : Math.min(after, request), event };
}

function format(item: StreamedActivity, isEvents: boolean): string {
  const text = JSON.stringify(item);
  return isEvents ? `event: ${item.type}\ndata: ${text}\n\n` : `${text}\n`;
}
