import type {
  ListMessageMoveTasksRequest,
  ListMessageMoveTasksResult,
  ListMessageMoveTasksResultEntry,
} from '@aws-sdk/client-sqs';
import type { MoveTask } from '../core/moveTask';
import type { ActionCall } from './actionCall';
import { invalidParameter } from './failures';
import { formatTaskHandle, getQueueByArn } from './moveTasks';

const maxResults = 10;

export function listMessageMoveTasks(
  input: ListMessageMoveTasksRequest,
  call: ActionCall,
): ListMessageMoveTasksResult {
  const source = getQueueByArn(input.SourceArn, 'SourceArn', call.account);
  const count = input.MaxResults ?? 1;
  if (count < 1 || count > maxResults) {
    throw invalidParameter(
      `Value for parameter MaxResults is invalid. Reason: You must enter a number that's between 1 and ${maxResults}.`,
    );
  }
  const tasks = call.account.listMoveTasks(source.arn).slice(0, count);
  return tasks.length === 0 ? {} : { Results: tasks.map(toEntry) };
}

/** The handle is for cancelling, so only a running task shows one (recorded from AWS). */
function toEntry(task: MoveTask): ListMessageMoveTasksResultEntry {
  const { sourceArn, destinationArn, maxMessagesPerSecond } = task.request;
  const entry: ListMessageMoveTasksResultEntry = {
    Status: task.status,
    SourceArn: sourceArn,
    ApproximateNumberOfMessagesMoved: task.movedCount,
    ApproximateNumberOfMessagesToMove: task.messagesToMove,
    StartedTimestamp: task.startedAt,
  };
  if (task.status === 'RUNNING') entry.TaskHandle = formatTaskHandle(task);
  if (destinationArn !== undefined) entry.DestinationArn = destinationArn;
  if (maxMessagesPerSecond !== undefined) entry.MaxNumberOfMessagesPerSecond = maxMessagesPerSecond;
  if (task.failureReason !== undefined) entry.FailureReason = task.failureReason;
  return entry;
}
