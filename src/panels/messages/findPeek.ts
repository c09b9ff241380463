import { emulatorPeek } from '../../peek/emulatorPeek';
import { canPeek, localStackPeek } from '../../peek/localStackPeek';
import type { PeekSource } from '../../peek/peek';
import type { QueueRef } from '../../shared/queue';
import type { Connection } from '../../sqs/connection';

/**
 * Where a queue can be peeked at: on Queuescope's emulator, and on any other server that answers LocalStack's route.
 * AWS is never asked.
 */
export async function findPeek(
  connection: Connection | undefined,
  queue: QueueRef,
  emulatorEndpoint: () => string | undefined,
): Promise<PeekSource | undefined> {
  if (!connection) return undefined;
  if (connection.kind === 'emulator') return emulatorPeek(emulatorEndpoint);
  const endpoint = endpointOf(connection);
  if (endpoint === undefined || !(await canPeek(endpoint, queue))) return undefined;
  return localStackPeek(endpoint);
}

/** Undefined for AWS. */
export function endpointOf(connection: Connection): string | undefined {
  return connection.kind === 'endpoint' || connection.kind === 'profile' ? connection.url : undefined;
}
