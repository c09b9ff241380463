import { QueueHistory } from '../history/queueHistory';
import { type Disposable, DisposableStore } from '../shared/disposable';
import type { Variables } from './awsEnvironment';
import type { ClientSources } from './clients';
import { ConnectionStore } from './connectionStore';
import type { Memory } from './memory';
import { RegionStore } from './regionStore';
import { defaultIntervals, intervalOf, type SamplingIntervals } from './sampling';
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
  /** How often queues are sampled; the defaults when it is left out. */
  readonly samplingIntervals?: () => SamplingIntervals;
}

/** Everything that talks to SQS, put together. */
export interface SqsSide extends Disposable {
  readonly connections: ConnectionStore;
  readonly regions: RegionStore;
  readonly services: SdkSqsServices;
  readonly monitor: SamplingQueueMonitor;
  /** What the monitor has sampled. */
  readonly samples: QueueHistory;
  readonly loadSqs: ClientSources['loadSqs'];
}

export function createSqsSide(sources: SqsSideSources): SqsSide {
  const disposables = new DisposableStore();
  const connections = disposables.add(new ConnectionStore(sources));
  const regions = disposables.add(new RegionStore(sources));
  const findConnection = (id: string) => connections.find(id);
  const services = disposables.add(new SdkSqsServices({ ...sources, findConnection, now: () => Date.now() }));
  const samples = new QueueHistory();
  const intervals = sources.samplingIntervals ?? (() => defaultIntervals);
  const monitor = disposables.add(
    new SamplingQueueMonitor({
      services,
      timers: systemTimers,
      intervalOf: (connectionId) => intervalOf(connections.find(connectionId), intervals()),
      random: Math.random,
      keep: (queue, sample, isAfterGap) => samples.pushSample(queue, sample, isAfterGap),
    }),
  );
  const { loadSqs } = sources;
  return { connections, regions, services, monitor, samples, loadSqs, dispose: () => disposables.dispose() };
}
