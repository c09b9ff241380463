import type { StartMessageMoveTaskRequest, StartMessageMoveTaskResult } from '@aws-sdk/client-sqs';
import type { Queue } from '../core/queue';
import type { ActionCall } from './actionCall';
import { invalidParameter } from './failures';
import { formatTaskHandle, getQueueByArn } from './moveTasks';

const maxRate = 500;

export function startMessageMoveTask(
  input: StartMessageMoveTaskRequest,
  call: ActionCall,
): StartMessageMoveTaskResult {
  const { account } = call;
  const source = getQueueByArn(input.SourceArn, 'SourceArn', account);
  const destination =
    input.DestinationArn === undefined
      ? undefined
      : getQueueByArn(input.DestinationArn, 'DestinationArn', account);
  if (destination) checkDestination(source, destination);
  if (!account.getRegion(source.region).isDeadLetterQueue(source.arn)) {
    throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
  }
  checkRate(input.MaxNumberOfMessagesPerSecond);
  if (account.listMoveTasks(source.arn).some(({ status }) => status === 'RUNNING')) {
    throw invalidParameter(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
  }
  const request = {
    sourceArn: source.arn,
    destinationArn: destination?.arn,
    maxMessagesPerSecond: input.MaxNumberOfMessagesPerSecond,
  };
  return { TaskHandle: formatTaskHandle(account.startMoveTask(request, source.getCounts().visible)) };
}

function checkDestination(source: Queue, destination: Queue): void {
  if (source === destination) {
    throw invalidParameter('Source queue arn and destination queue arn cannot be the same.');
  }
  if (source.isFifo !== destination.isFifo) {
    throw invalidParameter('Source queue and destination queue must be of the same type.');
  }
}

function checkRate(rate: number | undefined): void {
  if (rate === undefined || (rate >= 1 && rate <= maxRate)) return;
  throw invalidParameter(
    `Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a number that's between 1 and ${maxRate}.`,
  );
}
