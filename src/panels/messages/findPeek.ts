import { emulatorPeek } from '../../peek/emulatorPeek';
import { canPeek, localStackPeek } from '../../peek/localStackPeek';
import type { PeekSource } from '../../peek/peek';
import type { QueueRef } from '../../shared/queue';
import type { Connection } from '../../sqs/connection';

/** Where queues can be peeked at without asking: on Queuescope's emulator. */
export function surePeek(
  connection: Connection | undefined,
  emulatorEndpoint: () => string | undefined,
): PeekSource | undefined {
  return connection?.kind === 'emulator' ? emulatorPeek(emulatorEndpoint) : undefined;
}

/** Where else a queue can be peeked at: on any server that answers LocalStack's route. AWS is never asked. */
export async function findPeek(
  connection: Connection | undefined,
  queue: QueueRef,
): Promise<PeekSource | undefined> {
  const endpoint = connection && endpointOf(connection);
  if (endpoint === undefined || !(await canPeek(endpoint, queue))) return undefined;
  return localStackPeek(endpoint);
}

/** Undefined for AWS. */
export function endpointOf(connection: Connection): string | undefined {
  return connection.kind === 'endpoint' || connection.kind === 'profile' ? connection.url : undefined;
}
