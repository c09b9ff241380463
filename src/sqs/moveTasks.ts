import type { ListMessageMoveTasksResultEntry, StartMessageMoveTaskCommandInput } from '@aws-sdk/client-sqs';
import type { MoveTask, MoveTaskRequest, MoveTaskStatus } from './sqsService';

/** As many as ListMessageMoveTasks gives. */
export const MOVE_TASKS_LISTED = 10;

/** A request as StartMessageMoveTask wants it. */
export function toMoveTaskInput(task: MoveTaskRequest): StartMessageMoveTaskCommandInput {
  return {
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.maxMessagesPerSecond,
  };
}

/** An entry of ListMessageMoveTasks. */
export function toMoveTask(entry: ListMessageMoveTasksResultEntry, sourceArn: string): MoveTask {
  return {
    status: toStatus(entry.Status),
    handle: entry.TaskHandle,
    sourceArn: entry.SourceArn ?? sourceArn,
    destinationArn: entry.DestinationArn,
    maxMessagesPerSecond: entry.MaxNumberOfMessagesPerSecond,
    toMove: entry.ApproximateNumberOfMessagesToMove,
    moved: entry.ApproximateNumberOfMessagesMoved ?? 0,
    startedAt: entry.StartedTimestamp ?? 0,
    failureReason: entry.FailureReason,
  };
}

const statuses: readonly string[] = ['RUNNING', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED'];

/** A status that is not known is shown as failed: it has no handle to cancel by. */
function toStatus(status: string | undefined): MoveTaskStatus {
  return statuses.includes(status ?? '') ? (status as MoveTaskStatus) : 'FAILED';
}

/** True for a task that has not ended. */
export function isUnderWay({ status }: MoveTask): boolean {
  return status === 'RUNNING' || status === 'CANCELLING';
}
