import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { hasAwsSetup, profileInForce, type Variables } from './awsEnvironment';
import {
  type Connection,
  type ConnectionColour,
  emulatorConnection,
  profileConnection,
  profileId,
  unmarked,
} from './connection';
import type { Memory } from './memory';

/** A connection that the user added; its keys are in `Secrets`, never here. */
export type AddedConnection =
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'keys'; readonly id: string; readonly name: string; readonly region: string }
  | {
      readonly kind: 'endpoint';
      readonly id: string;
      readonly name: string;
      readonly url: string;
      readonly region: string;
      readonly caFile?: string | undefined;
    };

/** What the user marked a connection as. */
export interface ConnectionMarks {
  readonly isReadOnly?: boolean | undefined;
  readonly isProduction?: boolean | undefined;
  readonly colour?: ConnectionColour | undefined;
}

/** What was found out about a connection in this window. */
export interface ConnectionFindings {
  readonly account?: string | undefined;
  readonly identity?: string | undefined;
  /** Where the calls of a profile go instead of AWS. */
  readonly url?: string | undefined;
  readonly usesSso?: boolean;
}

/** Where the store learns what the user chose and how the machine is set up. */
export interface ConnectionSources {
  /** Holds what the user added, on this machine: never a file of a workspace. */
  readonly memory: Memory;
  /** The profile that the user chose in the settings; empty for the one in force. */
  readonly chosenProfile: () => string;
  readonly variables: Variables;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const ADDED_KEY = 'connections';
const MARKS_KEY = 'connectionMarks';

/** All connections: the emulator, the AWS profile in force on a machine that is set up for AWS, and those added. */
export class ConnectionStore implements Disposable {
  readonly #onDidChange = new Emitter<void>();
  /** Fires when connections came or went, or lead elsewhere than before. */
  readonly onDidChange = this.#onDidChange.event;
  readonly #onDidChangeLook = new Emitter<Connection>();
  /** Fires when a connection was marked, or more was found out about it. */
  readonly onDidChangeLook = this.#onDidChangeLook.event;
  readonly #sources: ConnectionSources;
  readonly #known = new Map<string, Mutable<Connection>>();
  readonly #findings = new Map<string, ConnectionFindings>();

  constructor(sources: ConnectionSources) {
    this.#sources = sources;
  }

  /** The emulator first, then the profile in force, then what was added, in that order. */
  get connections(): readonly Connection[] {
    return this.#readAll();
  }

  /** Brings the objects that others hold up to date, too. */
  #readAll(): readonly Connection[] {
    const marks = this.#allMarks();
    return this.#unmarked().map((connection) => this.#keep(connection, marks[connection.id] ?? {}));
  }

  /** Undefined for a connection that is gone, such as a profile that is no longer in force. */
  find(connectionId: string): Connection | undefined {
    return this.connections.find(({ id }) => id === connectionId);
  }

  /** What the user added and can take away again. */
  get added(): readonly AddedConnection[] {
    return this.#sources.memory.get<readonly AddedConnection[]>(ADDED_KEY, []);
  }

  /** Adds a connection, or puts it in the place of the one with the same id. */
  async put(connection: AddedConnection): Promise<void> {
    const id = idOf(connection);
    const { added } = this;
    const isKnown = added.some((other) => idOf(other) === id);
    await this.#writeAdded(
      isKnown ? added.map((other) => (idOf(other) === id ? connection : other)) : [...added, connection],
    );
  }

  /** Takes an added connection away, with its marks. */
  async remove(connectionId: string): Promise<void> {
    this.#findings.delete(connectionId);
    const marks = Object.entries(this.#allMarks()).filter(([id]) => id !== connectionId);
    await this.#sources.memory.update(MARKS_KEY, Object.fromEntries(marks));
    await this.#writeAdded(this.added.filter((connection) => idOf(connection) !== connectionId));
  }

  /** Sets the given marks, and leaves the others as they are. */
  async mark(connectionId: string, marks: ConnectionMarks): Promise<void> {
    const all = this.#allMarks();
    const changed = { ...all[connectionId], ...marks };
    await this.#sources.memory.update(MARKS_KEY, { ...all, [connectionId]: changed });
    this.#didChangeLook(connectionId);
  }

  /** Notes what was found out, until `forget`. */
  found(connectionId: string, findings: ConnectionFindings): void {
    const before = this.#findings.get(connectionId) ?? {};
    const after = { ...before, ...findings };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.#findings.set(connectionId, after);
    this.#didChangeLook(connectionId);
  }

  /** Drops what was found out: credentials or endpoint may be others now. */
  forget(connectionId: string): void {
    if (this.#findings.delete(connectionId)) this.#didChangeLook(connectionId);
  }

  /** To be called when the chosen profile or the files of AWS have changed. */
  refresh(): void {
    this.#onDidChange.fire();
  }

  dispose(): void {
    this.#onDidChange.dispose();
    this.#onDidChangeLook.dispose();
  }

  #unmarked(): readonly Connection[] {
    const { chosenProfile, variables } = this.#sources;
    const chosen = chosenProfile();
    const inForce =
      chosen || hasAwsSetup(variables) ? [profileConnection(profileInForce(chosen, variables))] : [];
    const added = this.added.map((connection) => ({ ...toConnection(connection), isAdded: true }));
    const isShown = ({ id }: Connection) => inForce.some((connection) => connection.id === id);
    return [emulatorConnection, ...inForce, ...added.filter((connection) => !isShown(connection))];
  }

  /** The same object for the same connection, with what is true of it now. */
  #keep(connection: Connection, marks: ConnectionMarks): Connection {
    const { isReadOnly = false, isProduction = false, colour } = marks;
    const findings = this.#findings.get(connection.id);
    const known = this.#known.get(connection.id) ?? { ...connection };
    this.#known.set(connection.id, known);
    return Object.assign(known, connection, findings, { isReadOnly, isProduction, colour });
  }

  #allMarks(): Readonly<Record<string, ConnectionMarks>> {
    return this.#sources.memory.get<Readonly<Record<string, ConnectionMarks>>>(MARKS_KEY, {});
  }

  #didChangeLook(connectionId: string): void {
    const connection = this.find(connectionId);
    if (connection) this.#onDidChangeLook.fire(connection);
  }

  async #writeAdded(added: readonly AddedConnection[]): Promise<void> {
    await this.#sources.memory.update(ADDED_KEY, added);
    this.#readAll();
    this.#onDidChange.fire();
  }
}

/** The id of the connection that an added one becomes. */
export function idOf(added: AddedConnection): string {
  return added.kind === 'profile' ? profileId(added.profile) : added.id;
}

function toConnection(added: AddedConnection): Connection {
  switch (added.kind) {
    case 'profile':
      return profileConnection(added.profile);
    case 'keys':
      return { ...unmarked, kind: 'keys', id: added.id, label: added.name, region: added.region };
    case 'endpoint': {
      const { id, name: label, url, region, caFile } = added;
      return { ...unmarked, kind: 'endpoint', id, label, url, region, caFile };
    }
  }
}
