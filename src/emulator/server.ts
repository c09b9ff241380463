import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import { actions } from './actions/index';
import { Activity } from './admin/activity';
import { AdjustableClock } from './admin/adjustableClock';
import { Admin } from './admin/admin';
import type { EmulatorOwner } from './admin/adminTypes';
import { type Bridge, containerHostNames, describeContainerAccess, findBridges } from './containerAccess';
import { Account } from './core/account';
import type { Clock } from './core/clock';
import { combineListeners } from './core/combinedListener';
import { MessageMemory } from './core/messageMemory';
import { hostNameOf, isLoopback } from './http/admission';
import { toCommitError } from './http/commitGate';
import { HttpListener } from './http/httpListener';
import { monotonicMs } from './http/monotonicTime';
import { findProductVersion } from './productVersion';
import { RandomIds } from './randomIds';
import type { Store, StoreOptions } from './store/durability';
import { FolderClaim } from './store/folderClaim';
import { SystemClock } from './systemClock';

export interface ServerOptions {
  /** 127.0.0.1 (the default) or localhost: this machine only, by IPv4 and IPv6. Else the one address to bind. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** When `port` is taken: take the next free one instead of failing. */
  readonly usesNextFreePort?: boolean;
  /** Twelve digits; 000000000000 by default. */
  readonly accountId?: string;
  /** Drops the rules of 60 seconds between two purges, and between deleting and creating a queue. */
  readonly isRelaxed?: boolean;
  /** Host names besides those of this machine by which clients may call, such as `host.docker.internal`. */
  readonly allowedHosts?: readonly string[];
  /** Containers of this machine may call too: by the bridges of Docker and Podman, and by their names of the host. */
  readonly allowsContainers?: boolean;
  /** The bridges that it listens on then; those of this machine by default. */
  readonly bridges?: readonly Bridge[];
  /** Whom `health` names; a program by default. */
  readonly owner?: EmulatorOwner;
  /** What the emulator's clock runs by; the machine's clock by default. */
  readonly clock?: Clock;
  /** The emulator's clock stands from the start, until the admin API advances or resumes it. */
  readonly isClockPaused?: boolean;
  /** What changes over the admin API want where other machines can reach it; drawn by default. */
  readonly adminToken?: string;
  /** Keeps everything in a folder, over the end of the process; without it all lives in memory. */
  readonly data?: DataOptions | undefined;
  /** Most bytes for the messages of all queues together; then new ones are refused. No limit by default. */
  readonly memoryCapBytes?: number | undefined;
  /** Told what the user has to know of the stored queues, as a sentence. Written to standard error by default. */
  readonly onNotice?: (sentence: string) => void;
  /** Told of what was thrown that must not be: a bug. Written to standard error by default. */
  readonly onInternalError?: (error: unknown, action: string) => void;
}

export type DataOptions = Omit<StoreOptions, 'onNotice' | 'onError'>;

export interface RunningServer {
  readonly port: number;
  /** What a client on this machine takes for its endpoint, such as `http://127.0.0.1:9324`. */
  readonly endpoint: string;
  readonly account: Account;
  /** Wanted by the routes of the admin API that change something; only when other machines can reach it. */
  readonly adminToken: string | undefined;
  /** What was opened to containers, as a sentence; undefined when nothing was. */
  readonly containerAccess: string | undefined;
  /** Ends long polls and closes all connections, within two seconds. */
  readonly stop: () => Promise<void>;
}

export const defaultPort = 9324;
export const defaultAccountId = '000000000000';

/** Ports tried after the wanted one. */
const portsToTry = 100;

/**
 * Starts an emulator in this thread.
 * @throws Error of Node when it cannot listen: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`; StoreError when the data
 *   folder cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const bridges = options.allowsContainers ? (options.bridges ?? findBridges()) : [];
  const claim = options.data && new FolderClaim(options.data.folder, options.data.endedThreads ?? []);
  const onInternalError = options.onInternalError ?? reportToStandardError;
  const listener = new HttpListener({ newRequestId: createRequestIds(), onInternalError });
  try {
    // Before all that takes time: to clients that wait, a restart is no error.
    const port = await listen(listener, addressesOf(host, bridges), options);
    return await serve(options, { host, bridges, port, claim, listener });
  } catch (error) {
    listener.abandon();
    claim?.release();
    throw error;
  }
}

/** A server that listens, and answers nobody yet. */
interface Listening {
  readonly host: string;
  readonly bridges: readonly Bridge[];
  readonly port: number;
  readonly claim: FolderClaim | undefined;
  readonly listener: HttpListener;
}

async function serve(options: ServerOptions, listening: Listening): Promise<RunningServer> {
  const { host, bridges, port, claim, listener } = listening;
  const isLocal = isLoopback(nameOf(host));
  const isOpen = !isLocal || bridges.length > 0;
  const wallClock = options.clock ?? new SystemClock();
  const clock = new AdjustableClock(wallClock);
  if (options.isClockPaused) clock.pause();
  const activity = new Activity(clock, new SystemClock().now() - monotonicMs());
  const accountId = options.accountId ?? defaultAccountId;
  const store = claim && (await openStore(claim, options, accountId, clock));
  const { account, memory } = createAccount(options, accountId, clock, activity, store);
  if (store) clock.advanceTo(store.load(account, memory));
  const admin = new Admin({
    account,
    clock,
    wallClock,
    activity,
    version: findProductVersion(),
    owner: options.owner ?? { kind: 'program' },
    dataFolder: options.data && path.resolve(options.data.folder),
    token: isOpen ? (options.adminToken ?? randomBytes(24).toString('base64url')) : undefined,
    actionNames: Object.keys(actions),
    newId: randomUUID,
    newSeed: () => randomInt(2 ** 32),
  });
  const endpoint = `http://${isLocal ? '127.0.0.1' : reachableName(host)}:${port}`;
  admin.address = { host, port, endpoint };
  listener.serve({
    account,
    admin,
    admission: {
      allowedHosts: [
        nameOf(host),
        ...(options.allowedHosts ?? []),
        ...(options.allowsContainers ? containerHostNames : []),
        ...bridges.map(({ address }) => address),
      ].map((name) => name.toLowerCase()),
      allowsAddresses: !isLocal,
    },
    commitGate: store,
  });
  return {
    port,
    endpoint,
    account,
    adminToken: admin.token,
    containerAccess: options.allowsContainers ? describeContainerAccess(bridges, port) : undefined,
    stop: async () => {
      await listener.close();
      store?.close();
    },
  };
}

/** SQLite is large, and loaded for those alone who want it. */
async function openStore(
  claim: FolderClaim,
  options: ServerOptions,
  accountId: string,
  clock: Clock,
): Promise<Store> {
  const { openStore: open } = await import('./store/store');
  const onInternalError = options.onInternalError ?? reportToStandardError;
  const onNotice = options.onNotice ?? ((sentence) => process.stderr.write(`${sentence}\n`));
  const onError = (error: unknown) => onInternalError(error, 'commit');
  return open({ ...(options.data as DataOptions), onNotice, onError }, accountId, clock, claim);
}

function createAccount(
  { isRelaxed = false, memoryCapBytes }: ServerOptions,
  accountId: string,
  clock: Clock,
  activity: Activity,
  store: Store | undefined,
) {
  const memory = memoryCapBytes === undefined ? undefined : new MessageMemory(memoryCapBytes);
  const listeners = [activity.life, memory?.listener, store?.listener].filter((it) => it !== undefined);
  const account = new Account({
    accountId,
    clock,
    ids: new RandomIds(),
    isRelaxed,
    listener: combineListeners(listeners),
    admission: {
      check: (message) => {
        // A send that repeats one on its way to the disk would be told that it is there.
        if (store?.isFull) throw toCommitError('noRoom');
        memory?.check(message);
      },
    },
  });
  return { account, memory };
}

/** UUIDs that differ in every run and count the requests of one: nobody has to guess them. */
function createRequestIds(): () => string {
  const run = randomUUID().slice(0, 24);
  let count = 0;
  return () => run + (++count).toString(16).padStart(12, '0');
}

async function listen(listener: HttpListener, hosts: string[], options: ServerOptions): Promise<number> {
  const isAnyPort = options.port === 0;
  const tries = isAnyPort || options.usesNextFreePort ? portsToTry : 0;
  for (let attempt = 0; ; attempt++) {
    // A free port of the first address may be taken on the second; then another is drawn.
    const port = isAnyPort ? 0 : options.port + attempt;
    try {
      return await listener.listen(hosts, port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (attempt === tries || port === 65_535) throw error;
    }
  }
}

/** `localhost` can mean either loopback address, so the emulator is on both. */
function addressesOf(host: string, bridges: readonly Bridge[]): string[] {
  // These take in all others.
  if (host === '0.0.0.0' || host === '::') return [host];
  const isLocalhost = host === '127.0.0.1' || host === '::1' || host === 'localhost';
  const own = isLocalhost ? ['127.0.0.1', '::1'] : [host];
  return [...new Set([...own, ...bridges.map(({ address }) => address)])];
}

/** As it would stand in a `Host` header. */
function nameOf(host: string): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return hostNameOf(name) ?? name;
}

function reachableName(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : nameOf(host);
}

function reportToStandardError(error: unknown, action: string): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Internal failure in ${action || 'a request'}: ${detail}\n`);
}
