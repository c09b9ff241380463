import { type Disposable, DisposableStore } from '../shared/disposable';
import type { Variables } from './awsEnvironment';
import type { ClientSources } from './clients';
import { ConnectionStore } from './connectionStore';
import type { Memory } from './memory';
import { RegionStore } from './regionStore';
import { SamplingQueueMonitor } from './samplingQueueMonitor';
import { SdkSqsServices } from './sdkSqsServices';
import { systemTimers } from './timers';

/** What the outside gives: settings, memory, the SDK, the emulator's address. */
export interface SqsSideSources extends ClientSources {
  readonly memory: Memory;
  readonly variables: Variables;
  /** Empty for the profile in force. */
  readonly chosenProfile: () => string;
  readonly emulatorRegion: () => string;
}

/** Everything that talks to SQS, put together. */
export interface SqsSide extends Disposable {
  readonly connections: ConnectionStore;
  readonly regions: RegionStore;
  readonly services: SdkSqsServices;
  readonly monitor: SamplingQueueMonitor;
  readonly loadSqs: ClientSources['loadSqs'];
}

export function createSqsSide(sources: SqsSideSources): SqsSide {
  const disposables = new DisposableStore();
  const connections = disposables.add(new ConnectionStore(sources));
  const regions = disposables.add(new RegionStore(sources));
  const findConnection = (id: string) => connections.find(id);
  const services = disposables.add(new SdkSqsServices({ ...sources, findConnection, now: () => Date.now() }));
  const monitor = disposables.add(new SamplingQueueMonitor(services, systemTimers));
  const { loadSqs } = sources;
  return { connections, regions, services, monitor, loadSqs, dispose: () => disposables.dispose() };
}
