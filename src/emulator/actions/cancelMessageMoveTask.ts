import type { CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { invalidParameter, missingParameter, resourceNotFound } from './failures';
import { parseTaskHandle } from './moveTasks';

/** What was moved stays moved. A task that has ended is not found any more. */
export function cancelMessageMoveTask(
  input: CancelMessageMoveTaskRequest,
  call: ActionCall,
): CancelMessageMoveTaskResult {
  if (!input.TaskHandle) throw missingParameter('TaskHandle');
  const handle = parseTaskHandle(input.TaskHandle);
  if (!handle) throw invalidParameter('Value for parameter TaskHandle is invalid.');
  const task = call.account.listMoveTasks(handle.sourceArn).find(({ id }) => id === handle.taskId);
  if (task?.status !== 'RUNNING') throw resourceNotFound('Task does not exist.');
  task.cancel();
  return { ApproximateNumberOfMessagesMoved: task.movedCount };
}
