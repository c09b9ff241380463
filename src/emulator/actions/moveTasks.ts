import type { Account } from '../core/account';
import { parseQueueArn } from '../core/arn';
import type { MoveTask } from '../core/moveTask';
import type { Queue } from '../core/queue';
import { invalidParameter, missingParameter, resourceNotFound } from './failures';
import { parseJsonObject } from './json';

/** What a task handle says; AWS's own handles are base64 of the same JSON (recorded). */
export interface TaskHandle {
  readonly taskId: string;
  readonly sourceArn: string;
}

export function formatTaskHandle(task: MoveTask): string {
  const handle: TaskHandle = { taskId: task.id, sourceArn: task.request.sourceArn };
  return Buffer.from(JSON.stringify(handle)).toString('base64');
}

/** undefined for a text that is no task handle. */
export function parseTaskHandle(text: string): TaskHandle | undefined {
  const handle = parseJsonObject(Buffer.from(text, 'base64').toString());
  if (typeof handle?.taskId !== 'string' || typeof handle.sourceArn !== 'string') return undefined;
  return { taskId: handle.taskId, sourceArn: handle.sourceArn };
}

/**
 * @param name the parameter that has the ARN
 * @throws SqsError MissingRequiredParameterException, InvalidParameterValueException, ResourceNotFoundException
 */
export function getQueueByArn(arn: string | undefined, name: string, account: Account): Queue {
  if (!arn) throw missingParameter(name);
  if (!parseQueueArn(arn)) {
    throw invalidParameter(
      `You must use this format to specify the ${name}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = account.findQueueByArn(arn);
  if (!queue) {
    throw resourceNotFound(`The resource that you specified for the ${name} parameter doesn't exist.`);
  }
  return queue;
}
