import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../../src/emulatorClient/emulatorClient';
import { createClient } from '../../support/durableEmulator';
import { measureOutage, SteadyWork } from '../../support/steadyWork';
import { SettingsEditor } from '../objects/settingsEditor';
import { session } from '../session';

/**
 * The default, and as many as last for minutes on a busy machine: the SDK waits at random, up to twice as long before
 * each further one, 20 seconds at most.
 */
const defaultAttempts = 3;
const manyAttempts = 25;

describe('clients of the SDK, while the window that owns the emulator is reloaded', () => {
  before(async () => {
    await session.load();
    await session.ensureEmulator();
    await toggleAutoStart();
  });

  after(toggleAutoStart);

  it(`see no error with ${manyAttempts} attempts, and nothing that was acknowledged is lost`, async () => {
    const endpoint = `http://127.0.0.1:${session.emulatorPort}`;
    const client = createClient(endpoint, manyAttempts);
    const work = new SteadyWork(client, 'over-a-reload', 1);
    const impatient = new Impatient(endpoint);
    try {
      await work.begin();
      await work.makeProgress();
      const outage = measureOutage(session.emulatorPort);
      await session.load();
      const away = await outage;
      await work.makeProgress();
      await work.end();
      const errors = await impatient.end();
      await work.verify(new EmulatorClient(endpoint));
      console.log(
        `      the port was away for ${Math.round(away)} ms; ${work.describe()}; ${errors} of ${impatient.calls} calls with ${defaultAttempts} attempts failed`,
      );
      assert.ok(work.mostAttempts > 1, 'no request had to be tried again');
    } finally {
      client.destroy();
      await impatient.end();
    }
  });
});

async function toggleAutoStart(): Promise<void> {
  await new SettingsEditor(session.page, session.workbench).toggle('queuescope.emulator.autoStart');
  await session.workbench.closeAllEditors();
}

/** A program that leaves the SDK as it is and calls a few times a second. */
class Impatient {
  readonly #client;
  readonly #running: Promise<void>;
  #isEnding = false;
  #errors = 0;
  calls = 0;

  constructor(endpoint: string) {
    this.#client = createClient(endpoint, defaultAttempts);
    this.#running = this.#run();
  }

  /** @returns how many of its calls have failed */
  async end(): Promise<number> {
    this.#isEnding = true;
    await this.#running;
    this.#client.destroy();
    return this.#errors;
  }

  async #run(): Promise<void> {
    while (!this.#isEnding) {
      this.calls++;
      await this.#client.send(new ListQueuesCommand({})).catch(() => this.#errors++);
      await pause(100);
    }
  }
}
