import { after } from 'mocha';
import type { QueueRef } from '../../src/shared/queue';
import { EMULATOR_ID, emulatorConnection } from '../../src/sqs/connection';
import { SdkSqsServices } from '../../src/sqs/sdkSqsServices';
import type { SqsService } from '../../src/sqs/sqsService';
import { useEmulator } from './emulator';

export const REGION = 'us-east-1';

/** Runs an emulator for a `describe` block, with the editor's own SQS services on it. */
export function useEmulatorServices(): {
  readonly service: () => SqsService;
  readonly endpoint: () => string;
  readonly createQueue: (name: string, attributes?: Readonly<Record<string, string>>) => Promise<QueueRef>;
} {
  const emulator = useEmulator();
  const services = new SdkSqsServices({
    findConnection: () => emulatorConnection,
    now: () => Date.now(),
    emulatorEndpoint: () => emulator.server.endpoint,
    loadSqs: () => import('../../src/sqs/sqs'),
  });
  after(() => services.dispose());
  const service = () => services.get(EMULATOR_ID, REGION);
  return {
    service,
    endpoint: () => emulator.server.endpoint,
    createQueue: (name, attributes = {}) => service().createQueue(name, attributes),
  };
}
