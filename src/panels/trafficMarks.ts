import type { Marks } from '../marks/marks';
import type { Disposable } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { TrafficDefinition } from '../traffic/trafficDefinition';
import type { TrafficRun } from '../traffic/trafficHost';

/** What is told of a producer or consumer; undefined when many have changed. */
interface TrafficChange {
  readonly definition: Pick<TrafficDefinition, 'name'>;
  readonly run: Pick<TrafficRun, 'order' | 'state'> | undefined;
}

/** Marks the starts and ends of producers and consumers. */
export function markTraffic(marks: Marks, onDidChange: Event<TrafficChange | undefined>): Disposable {
  const running = new Set<string>();
  return onDidChange((change) => {
    if (!change?.run) return;
    const { order, state } = change.run;
    const isRunning = state !== 'ended';
    if (isRunning === running.has(order.id)) return;
    if (isRunning) running.add(order.id);
    else running.delete(order.id);
    const kind = isRunning ? 'trafficStarted' : 'trafficStopped';
    marks.add({ queue: order.queue, at: Date.now(), kind, text: change.definition.name });
  });
}
