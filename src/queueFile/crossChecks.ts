import { isFifoQueueName } from '../shared/queue';
import type { QueueFileProblem } from './problem';
import type { QueueDefinition } from './queueFile';

/** The queues of a file, by their places; undefined where one could not be read. */
export type QueueList = readonly (QueueDefinition | undefined)[];

/** A name may stand once per region. */
export function checkNames(queues: QueueList, problems: QueueFileProblem[]): void {
  const known = new Set<string>();
  for (const [index, queue] of queues.entries()) {
    if (!queue) continue;
    const { name, region } = queue;
    const key = `${region} ${name}`;
    if (known.has(key)) problems.push({ path: `queues[${index}].name`, code: 'queueTwice', name, region });
    known.add(key);
  }
}

/** A dead-letter queue is in the same file and region, of the same type, and another queue. */
export function checkLinks(queues: QueueList, problems: QueueFileProblem[]): void {
  for (const [index, queue] of queues.entries()) {
    const link = queue?.deadLetterQueue;
    if (!link) continue;
    const { region } = queue;
    const path = `queues[${index}].deadLetterQueue`;
    if (link.name === queue.name) problems.push({ path, code: 'deadLetterItself' });
    else if (!queues.some((other) => other?.name === link.name && other.region === region))
      problems.push({ path, code: 'deadLetterMissing', name: link.name, region });
    else if (isFifoQueueName(link.name) !== isFifoQueueName(queue.name))
      problems.push({ path, code: 'deadLetterType' });
  }
}
