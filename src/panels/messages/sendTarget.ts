import type { SendTarget } from '../../messageFormats/sendCommand';
import { isFifoQueueName, type QueueRef } from '../../shared/queue';
import type { Connection } from '../../sqs/connection';
import { endpointOf } from './findPeek';

/** Where a command or program that is copied sends to. */
export function sendTarget(
  { queueUrl, region, queueName }: QueueRef,
  connection: Connection | undefined,
  emulatorEndpoint: string | undefined,
): SendTarget {
  const isEmulator = connection?.kind === 'emulator';
  return {
    queueUrl,
    region,
    isFifo: isFifoQueueName(queueName),
    endpoint: isEmulator ? emulatorEndpoint : connection && endpointOf(connection),
    profile: connection?.kind === 'profile' ? connection.profile : undefined,
  };
}
