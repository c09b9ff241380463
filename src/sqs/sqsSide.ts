import { QueueHistory } from '../history/queueHistory';
import { type Disposable, DisposableStore } from '../shared/disposable';
import type { QueueRef } from '../shared/queue';
import type { Variables } from './awsEnvironment';
import { AwsFiles } from './awsFiles';
import type { ClientSources } from './clients';
import { type Connection, EMULATOR_ID, isAws, profileId } from './connection';
import { ConnectionKeys } from './connectionKeys';
import { ConnectionStore } from './connectionStore';
import { findOutLater } from './findings';
import type { Memory, Secrets } from './memory';
import { RegionStore } from './regionStore';
import { type BudgetUse, RequestMeter } from './requestMeter';
import { defaultIntervals, intervalOf, type SamplingIntervals } from './sampling';
import { SamplingQueueMonitor } from './samplingQueueMonitor';
import { SdkSqsServices } from './sdkSqsServices';
import { systemTimers } from './timers';
import { Unlocks } from './unlocks';

/** What the outside gives: settings, memory, the SDK, the emulator's address. */
export interface SqsSideSources
  extends Pick<ClientSources, 'loadSqs' | 'userAgent' | 'emulatorEndpoint' | 'askMfaCode' | 'proxy'> {
  readonly memory: Memory;
  readonly secrets: Secrets;
  readonly variables: Variables;
  /** Empty for the profile in force. */
  readonly chosenProfile: () => string;
  readonly emulatorRegion: () => string;
  /** How often queues are sampled; the defaults when it is left out. */
  readonly samplingIntervals?: () => SamplingIntervals;
  /** Calls of an hour on a connection to AWS, after which its background calls stop. */
  readonly callBudget?: (() => number) | undefined;
  /** Asks the user whether messages may be received from a queue that others live by. */
  readonly askUnlock?: ((queue: QueueRef, connection: Connection) => Promise<boolean>) | undefined;
}

/** Everything that talks to SQS, put together. */
export interface SqsSide extends Disposable {
  readonly connections: ConnectionStore;
  readonly keys: ConnectionKeys;
  readonly awsFiles: AwsFiles;
  readonly regions: RegionStore;
  readonly services: SdkSqsServices;
  readonly unlocks: Unlocks;
  readonly meter: RequestMeter;
  readonly monitor: SamplingQueueMonitor;
  /** What the monitor has sampled. */
  readonly samples: QueueHistory;
  /** What clients outside `services` are made with. */
  readonly clients: ClientSources;
  readonly loadSqs: ClientSources['loadSqs'];
  /** Undefined for a connection without a budget, which only those to AWS have. */
  readonly budgetUse: (connection: Connection) => BudgetUse | undefined;
  /** True when what runs by itself must leave the connection alone for now. */
  readonly isOverBudget: (connection: Connection) => boolean;
}

export function createSqsSide(sources: SqsSideSources): SqsSide {
  const { loadSqs, variables, callBudget } = sources;
  const now = () => Date.now();
  const disposables = new DisposableStore();
  const connections = disposables.add(new ConnectionStore(sources));
  const keys = new ConnectionKeys(sources.secrets);
  const awsFiles = disposables.add(new AwsFiles(loadSqs, variables, systemTimers));
  const regions = disposables.add(new RegionStore({ ...sources, awsFiles }));
  const unlocks = new Unlocks(now);
  const meter = new RequestMeter(now);
  const { emulatorEndpoint, userAgent, askMfaCode, askUnlock, proxy } = sources;
  const clients: ClientSources = {
    loadSqs,
    userAgent,
    emulatorEndpoint,
    askMfaCode,
    proxy,
    readKeys: (id) => keys.read(id),
    didCall: (call) => meter.count(call),
  };
  const budgetUse = (connection: Connection) =>
    callBudget && isAws(connection)
      ? { reading: meter.read(connection.id), budget: callBudget() }
      : undefined;
  const isOverBudget = (connection: Connection) => {
    const use = budgetUse(connection);
    return use !== undefined && use.reading.lastHour >= use.budget;
  };
  const guard = {
    isUnlocked: (queue: QueueRef, connection: Connection) => unlocks.isUnlocked(queue, connection),
    askUnlock:
      askUnlock &&
      ((queue: QueueRef, connection: Connection) => unlocks.ask(queue, () => askUnlock(queue, connection))),
    isOverBudget,
  };
  const findConnection = (id: string) => connections.find(id);
  const services = disposables.add(new SdkSqsServices({ ...clients, findConnection, now, guard }));
  disposables.add(findOutLater({ clients, connections, services, awsFiles }));
  disposables.add(
    awsFiles.onDidRead((profiles) => {
      for (const { name, url, usesSso = false } of profiles)
        connections.found(profileId(name), { url, usesSso });
    }),
  );
  disposables.add(
    awsFiles.onDidChange(() => {
      for (const { id, kind } of connections.connections) {
        if (kind !== 'profile') continue;
        services.reopen(id);
        connections.forget(id);
      }
      connections.refresh();
    }),
  );
  const samples = new QueueHistory();
  const intervals = sources.samplingIntervals ?? (() => defaultIntervals);
  const monitor = disposables.add(
    new SamplingQueueMonitor({
      services,
      timers: systemTimers,
      intervalOf: (connectionId) => intervalOf(connections.find(connectionId), intervals()),
      random: Math.random,
      isInStep: (connectionId) => connectionId === EMULATOR_ID,
      keep: (queue, sample, isAfterGap) => samples.pushSample(queue, sample, isAfterGap),
    }),
  );
  const side = {
    connections,
    keys,
    awsFiles,
    regions,
    services,
    unlocks,
    meter,
    monitor,
    samples,
    clients,
    loadSqs,
    budgetUse,
    isOverBudget,
  };
  return { ...side, dispose: () => disposables.dispose() };
}
