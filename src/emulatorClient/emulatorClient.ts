import type {
  ActivitySettings,
  AdminFailure,
  AttachedClient,
  Attachment,
  ClockAdvance,
  ClockReading,
  CountsReading,
  FaultPreset,
  FaultRule,
  FaultSettings,
  FaultState,
  GroupSummary,
  Health,
  LifePage,
  PeekedMessage,
  PeekPage,
  PeekState,
  QueueSummary,
  RequestPage,
  ResetResult,
  StreamedActivity,
} from '../emulator/admin/adminTypes';
import type { Snapshot } from '../emulator/admin/snapshot';
import { adminPath, adminTokenHeader } from '../shared/emulatorAdmin';
import { EmulatorRequestError, UnreachableError } from './errors';
import { readLines } from './lines';

/** A queue by its name, its URL or its ARN; `region` where several regions have the name. */
export interface QueueChoice {
  readonly queue: string;
  readonly region?: string | undefined;
}

export interface PeekOptions extends QueueChoice {
  readonly state?: PeekState | undefined;
  /** Of this message group alone. */
  readonly group?: string | undefined;
  /** 1 … 1000; 100 by default. */
  readonly limit?: number | undefined;
  /** From an earlier page. */
  readonly cursor?: string | undefined;
}

export interface PageOptions {
  /** The `cursor` of an earlier page. */
  readonly after?: number | undefined;
  /** 1 … 1000; 100 by default. */
  readonly limit?: number | undefined;
}

export interface EmulatorClientOptions {
  /** Where other machines can reach the emulator, changes want its token. */
  readonly token?: string | undefined;
  /** After so long without an answer a request fails; 10 s by default. */
  readonly timeoutMs?: number | undefined;
}

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

const defaultTimeoutMs = 10_000;

/**
 * Talks to the admin API of an emulator, whoever owns it.
 *
 * Every method rejects with {@link EmulatorRequestError} for what the emulator refuses, and with
 * {@link UnreachableError} when nothing, or something else, answers.
 */
export class EmulatorClient {
  readonly endpoint: string;
  readonly #token: string | undefined;
  readonly #timeoutMs: number;

  /** @param endpoint such as `http://127.0.0.1:9324` */
  constructor(endpoint: string, { token, timeoutMs = defaultTimeoutMs }: EmulatorClientOptions = {}) {
    this.endpoint = endpoint.replace(/\/+$/, '');
    this.#token = token;
    this.#timeoutMs = timeoutMs;
  }

  async health(): Promise<Health> {
    const health = await this.#call<Partial<Health>>('GET', 'health');
    if (health.product === 'queuescope') return health as Health;
    throw new UnreachableError(`What answers on ${this.endpoint} is no Queuescope emulator.`);
  }

  async listQueues(): Promise<readonly QueueSummary[]> {
    const { queues } = await this.#call<{ readonly queues: readonly QueueSummary[] }>('GET', 'queues');
    return queues;
  }

  /** The counts of queues of one region, by name; those that do not exist are left out. At most about 100 names. */
  readCounts(region: string, queueNames: readonly string[]): Promise<CountsReading> {
    return this.#call('GET', 'counts', { region, queue: queueNames });
  }

  /** One page of a queue's messages, without any effect on them. */
  peek(options: PeekOptions): Promise<PeekPage> {
    return this.#call('GET', 'messages', { ...options });
  }

  /** All messages of a queue, page after page. */
  async *peekAll(options: PeekOptions): AsyncGenerator<PeekedMessage, void> {
    let page = await this.peek(options);
    yield* page.messages;
    while (page.cursor !== undefined) {
      page = await this.peek({ ...options, cursor: page.cursor });
      yield* page.messages;
    }
  }

  async listGroups(choice: QueueChoice): Promise<readonly GroupSummary[]> {
    const { groups } = await this.#call<{ readonly groups: readonly GroupSummary[] }>('GET', 'groups', {
      ...choice,
    });
    return groups;
  }

  readClock(): Promise<ClockReading> {
    return this.#call('GET', 'clock');
  }

  pauseClock(): Promise<ClockReading> {
    return this.#call('POST', 'clock/pause');
  }

  resumeClock(): Promise<ClockReading> {
    return this.#call('POST', 'clock/resume');
  }

  /** @param by `milliseconds`, or to whatever happens next by itself */
  advanceClock(
    by: { readonly milliseconds: number } | { readonly to: 'nextDeadline' },
  ): Promise<ClockAdvance> {
    return this.#call('POST', 'clock/advance', {}, by);
  }

  readFaults(): Promise<FaultState> {
    return this.#call('GET', 'faults');
  }

  listFaultPresets(): Promise<Readonly<Record<FaultPreset, readonly FaultRule[]>>> {
    return this.#call('GET', 'faults/presets');
  }

  /** Replaces all faults. */
  setFaults(settings: FaultSettings): Promise<FaultState> {
    return this.#call('PUT', 'faults', {}, settings);
  }

  clearFaults(): Promise<FaultState> {
    return this.#call('DELETE', 'faults');
  }

  readActivitySettings(): Promise<ActivitySettings> {
    return this.#call('GET', 'activity');
  }

  /** @param bodyLimit characters kept of bodies, 0 … 65536; 0 keeps none */
  recordBodies(bodyLimit: number): Promise<ActivitySettings> {
    return this.#call('PUT', 'activity', {}, { bodyLimit });
  }

  listRequests(options: PageOptions & { queue?: string; action?: string } = {}): Promise<RequestPage> {
    return this.#call('GET', 'activity/requests', { ...options });
  }

  /** What happened to messages: to all, to those of a queue, or to one. */
  listMessageEvents(
    options: PageOptions & Partial<QueueChoice> & { messageId?: string } = {},
  ): Promise<LifePage> {
    return this.#call('GET', 'activity/messages', { ...options });
  }

  /** What happens from now on, until `signal` is aborted or the emulator ends. */
  async *streamActivity(signal: AbortSignal): AsyncGenerator<StreamedActivity, void> {
    const response = await this.#fetch('GET', 'activity/stream', {}, undefined, signal);
    if (!response.ok || !response.body) throw await toError(response);
    for await (const line of readLines(response.body, signal)) yield JSON.parse(line) as StreamedActivity;
  }

  async listClients(): Promise<readonly AttachedClient[]> {
    const { clients } = await this.#call<{ readonly clients: readonly AttachedClient[] }>('GET', 'clients');
    return clients;
  }

  /** @param name by which people know the window or program */
  attach(name: string): Promise<Attachment> {
    return this.#call('POST', 'clients', {}, { name });
  }

  /** To be called every `heartbeatMs`. */
  sendHeartbeat(id: string): Promise<AttachedClient> {
    return this.#call('PUT', `clients/${encodeURIComponent(id)}`);
  }

  async detach(id: string): Promise<void> {
    await this.#call('DELETE', `clients/${encodeURIComponent(id)}`);
  }

  /** Deletes all queues and messages, ends faults, clears the activity, and sets the clock right. */
  reset(): Promise<ResetResult> {
    return this.#call('POST', 'reset');
  }

  takeSnapshot(): Promise<Snapshot> {
    return this.#call('GET', 'snapshot');
  }

  /** Replaces all queues and messages by those of a snapshot. */
  restore(snapshot: Snapshot): Promise<ResetResult> {
    return this.#call('POST', 'restore', {}, snapshot);
  }

  async #call<T>(method: string, route: string, query: Query = {}, body?: object): Promise<T> {
    const response = await this.#fetch(method, route, query, body, AbortSignal.timeout(this.#timeoutMs));
    if (!response.ok) throw await toError(response);
    if (response.status === 204) return undefined as T;
    return (await readJson(response, this.endpoint)) as T;
  }

  async #fetch(
    method: string,
    route: string,
    query: Query,
    body: object | undefined,
    signal: AbortSignal,
  ): Promise<Response> {
    const url = new URL(`${this.endpoint}${adminPath}/${route}`);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(each));
    }
    const request: RequestInit = {
      method,
      signal,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(this.#token !== undefined && { [adminTokenHeader]: this.#token }),
      },
      ...(body && { body: JSON.stringify(body) }),
    };
    try {
      return await fetch(url, request).catch((error: unknown) => {
        // The connection may be one kept from an emulator that has ended since; reading again does no harm.
        if (method !== 'GET' || signal.aborted) throw error;
        return fetch(url, request);
      });
    } catch (error) {
      throw new UnreachableError(`No emulator answers on ${this.endpoint}.`, { cause: error });
    }
  }
}

async function readJson(response: Response, endpoint: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new UnreachableError(`What answers on ${endpoint} is no Queuescope emulator.`, { cause: error });
  }
}

async function toError(response: Response): Promise<Error> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as Partial<AdminFailure>;
    if (error) return new EmulatorRequestError(error.code, error.message);
  } catch {
    // Another program, or the listener itself, has answered.
  }
  return new UnreachableError(
    `${response.url} answered ${response.status}: it is no Queuescope emulator, or refuses this host name.`,
  );
}
