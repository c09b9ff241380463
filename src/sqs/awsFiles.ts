import path from 'node:path';
import { type Disposable, DisposableStore } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { sharedFiles, type Variables } from './awsEnvironment';
import type { SqsModule } from './clients';
import { pollFiles } from './filePoller';
import type { AwsProfile } from './sharedFiles';
import type { Timers } from './timers';

const POLL_EVERY_MS = 3_000;

/** What the shared config and credentials files say, read when it is asked for and again after a change. */
export class AwsFiles implements Disposable {
  readonly #loadSqs: () => Promise<SqsModule>;
  readonly #disposables = new DisposableStore();
  readonly #onDidChange = this.#disposables.add(new Emitter<void>());
  /** Fires when one of the files, or a login of SSO, came, went or was written. */
  readonly onDidChange = this.#onDidChange.event;
  readonly #onDidRead = this.#disposables.add(new Emitter<readonly AwsProfile[]>());
  /** Fires when the files were read. */
  readonly onDidRead = this.#onDidRead.event;
  #profiles: Promise<readonly AwsProfile[]> | undefined;

  constructor(loadSqs: () => Promise<SqsModule>, variables: Variables, timers: Timers) {
    this.#loadSqs = loadSqs;
    this.#disposables.add(
      pollFiles(
        [...sharedFiles(variables), ...ssoFolders(variables)],
        POLL_EVERY_MS,
        timers,
        () => void this.reload(),
      ),
    );
  }

  readProfiles(): Promise<readonly AwsProfile[]> {
    this.#profiles ??= this.#read();
    return this.#profiles;
  }

  async findProfile(name: string): Promise<AwsProfile | undefined> {
    return (await this.readProfiles()).find((profile) => profile.name === name);
  }

  /** Reads files and credentials anew at the next question: something about them has changed. */
  async reload(): Promise<void> {
    this.#profiles = undefined;
    const { forgetCredentials } = await this.#loadSqs();
    forgetCredentials();
    this.#onDidChange.fire();
  }

  /** Asks again, at the next call, for an MFA code that was not given. */
  async forgetRefusals(): Promise<void> {
    const { forgetRefusals } = await this.#loadSqs();
    forgetRefusals();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #read(): Promise<readonly AwsProfile[]> {
    try {
      const { readProfiles } = await this.#loadSqs();
      const profiles = await readProfiles();
      this.#onDidRead.fire(profiles);
      return profiles;
    } catch (error) {
      this.#profiles = undefined;
      throw error;
    }
  }
}

/** Where `aws sso login` and the SDK keep their tokens: beside the config file. */
function ssoFolders(variables: Variables): readonly string[] {
  const [config] = sharedFiles(variables);
  return [path.join(path.dirname(config), 'sso', 'cache')];
}
