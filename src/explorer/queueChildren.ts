import { MAX_SIBLINGS } from './grouping';
import { type ExplorerNode, LinkNode, type QueueNode, TaskNode } from './nodes';

/** What stands below a queue: its dead-letter queue, the queues whose dead-letter queue it is, its move tasks. */
export function queueChildren(
  node: QueueNode,
  findByArn: (arn: string) => QueueNode | undefined,
): readonly ExplorerNode[] {
  const arn = node.deadLetterTargetArn;
  const target = arn === undefined ? undefined : findByArn(arn);
  const name = arn?.split(':').at(-1);
  return [
    ...node.moveTasks.map((task) => new TaskNode(node, task)),
    ...(name === undefined ? [] : [new LinkNode(node, 'deadLetterQueue', name, target?.queue)]),
    ...node.sources
      .slice(0, MAX_SIBLINGS - 20)
      .map(({ queue }) => new LinkNode(node, 'source', queue.queueName, queue)),
  ];
}

/** True when a row stands below the queue. */
export function hasQueueChildren({ deadLetterTargetArn, sources, moveTasks }: QueueNode): boolean {
  return deadLetterTargetArn !== undefined || sources.length > 0 || moveTasks.length > 0;
}
