import type { Disposable } from '../shared/disposable';
import { SqsClient, type SqsModule } from './clients';
import { emulatorConnection, profileConnection } from './connection';
import { SdkSqsService } from './sdkSqsService';
import type { ClientTarget } from './sqs';
import type { SqsService } from './sqsService';

/** The service of one target, for a program that is not the editor. Dispose closes its connections. */
export function openService(
  target: ClientTarget,
  loadSqs: () => Promise<SqsModule>,
): { readonly service: SqsService } & Disposable {
  const connection = target.kind === 'emulator' ? emulatorConnection : profileConnection(target.profile);
  const emulatorEndpoint = () => (target.kind === 'emulator' ? target.endpoint : undefined);
  const client = new SqsClient({ loadSqs, emulatorEndpoint }, connection, target.region);
  const service = new SdkSqsService({
    connection,
    region: target.region,
    client,
    now: () => Date.now(),
    didChange: () => undefined,
  });
  return { service, dispose: () => client.dispose() };
}
