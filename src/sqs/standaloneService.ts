import type { Disposable } from '../shared/disposable';
import { SqsClient, type SqsModule } from './clients';
import { type Connection, emulatorConnection, profileConnection, unmarked } from './connection';
import { guardService } from './guardedService';
import type { ClientCall } from './meteredClient';
import { SdkSqsService } from './sdkSqsService';
import type { ClientTarget } from './sqs';
import type { SqsService } from './sqsService';

/** What a connection is marked as. */
export type ServiceMarks = Pick<Connection, 'isReadOnly' | 'isProduction'>;

/**
 * The service of one target, for a program that is not the editor. Dispose closes its connections.
 * @param onCall told of every call that was answered
 */
export function openService(
  target: ClientTarget,
  loadSqs: () => Promise<SqsModule>,
  { isReadOnly, isProduction }: ServiceMarks = unmarked,
  onCall?: (call: ClientCall) => void,
): { readonly service: SqsService } & Disposable {
  const connection = { ...standaloneConnection(target), isReadOnly, isProduction };
  const keys = 'keys' in target ? target.keys : undefined;
  const sources = {
    loadSqs,
    emulatorEndpoint: () => (target.kind === 'emulator' ? target.endpoint : undefined),
    readKeys: () => Promise.resolve(keys),
    didCall: onCall,
    proxy: () => target.proxy,
  };
  const client = new SqsClient(sources, connection, target.region);
  const service = new SdkSqsService({
    connection,
    region: target.region,
    client,
    now: () => Date.now(),
    didChange: () => undefined,
  });
  return { service: guardService(service, { isUnlocked: () => false }), dispose: () => client.dispose() };
}

/** Nobody reads its label. */
function standaloneConnection(target: ClientTarget): Connection {
  switch (target.kind) {
    case 'emulator':
      return emulatorConnection;
    case 'profile':
      return profileConnection(target.profile);
    case 'keys':
      return { ...unmarked, kind: 'keys', id: 'keys', label: 'keys', region: target.region };
    case 'endpoint': {
      const { endpoint: url, region, caFile } = target;
      return { ...unmarked, kind: 'endpoint', id: 'endpoint', label: url, url, region, caFile };
    }
  }
}
