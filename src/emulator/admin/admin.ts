import { adminApiVersion } from '../../shared/emulatorAdmin';
import type { Account } from '../core/account';
import type { Clock } from '../core/clock';
import type { Activity } from './activity';
import type { AdjustableClock } from './adjustableClock';
import { invalid } from './adminError';
import type { EmulatorOwner, Health, ResetResult } from './adminTypes';
import { AttachedClients } from './attachedClients';
import { Faults } from './faults';
import { Receivers } from './receivers';
import { readSnapshot, type Snapshot, toSnapshot } from './snapshot';

/** Where the emulator can be reached; known once it listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly endpoint: string;
}

export interface AdminOptions {
  readonly account: Account;
  /** The clock of `account`. */
  readonly clock: AdjustableClock;
  readonly wallClock: Clock;
  readonly activity: Activity;
  /** Version of Queuescope. */
  readonly version: string;
  readonly owner: EmulatorOwner;
  readonly dataFolder: string | undefined;
  /** Wanted by routes that change something; undefined: they are open. */
  readonly token: string | undefined;
  /** Names of all SQS actions. */
  readonly actionNames: readonly string[];
  /** Different every time. */
  readonly newId: () => string;
  /** 32 random bits. */
  readonly newSeed: () => number;
}

/** What SQS has no API for: the parts behind the admin routes. */
export class Admin {
  readonly account: Account;
  readonly clock: AdjustableClock;
  readonly activity: Activity;
  readonly faults: Faults;
  readonly clients: AttachedClients;
  readonly receivers = new Receivers();
  readonly token: string | undefined;
  readonly actionNames: readonly string[];
  address: Address = { host: '', port: 0, endpoint: '' };
  readonly #options: AdminOptions;
  readonly #instanceId: string;
  readonly #startedAt: number;

  constructor(options: AdminOptions) {
    this.#options = options;
    this.account = options.account;
    this.clock = options.clock;
    this.activity = options.activity;
    this.token = options.token;
    this.actionNames = options.actionNames;
    this.faults = new Faults(options.clock, options.wallClock, options.newSeed);
    this.clients = new AttachedClients(options.wallClock, options.newId);
    this.#instanceId = options.newId();
    this.#startedAt = options.wallClock.now();
  }

  get health(): Health {
    return {
      product: 'queuescope',
      instanceId: this.#instanceId,
      version: this.#options.version,
      adminApiVersion,
      owner: this.#options.owner,
      dataFolder: this.#options.dataFolder ?? null,
      startedAt: this.#startedAt,
      accountId: this.account.accountId,
      isRelaxed: this.account.isRelaxed,
      ...this.address,
      needsToken: this.token !== undefined,
      areFaultsOn: this.faults.isOn,
      clock: this.clock.state,
    };
  }

  /** As after a start: no queues, no faults, no activity, the time of the machine. Attached clients stay. */
  reset(): ResetResult {
    const result = this.#count();
    this.account.clear();
    this.clock.reset();
    this.faults.clear();
    this.activity.clear();
    return result;
  }

  takeSnapshot(): Snapshot {
    return toSnapshot(this.account.export(), this.account.accountId, this.clock.now());
  }

  /**
   * Puts a snapshot in the place of all queues and messages. Clock, faults and activity stay as they are.
   * @throws AdminError when it cannot be read; then nothing has changed
   */
  restore(document: unknown): ResetResult {
    const record = readSnapshot(document, this.account.accountId, this.clock.now());
    const result = this.#count();
    const before = this.account.export();
    this.account.clear();
    try {
      this.account.restore(record);
    } catch (error) {
      this.account.clear();
      this.account.restore(before);
      throw invalid(
        `The snapshot cannot be restored: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    return result;
  }

  #count(): ResetResult {
    let queuesDeleted = 0;
    let messagesDeleted = 0;
    for (const region of this.account.regions) {
      for (const queue of region.queues) {
        const { visible, inFlight, delayed } = queue.getCounts();
        queuesDeleted++;
        messagesDeleted += visible + inFlight + delayed;
      }
    }
    return { queuesDeleted, messagesDeleted };
  }
}
