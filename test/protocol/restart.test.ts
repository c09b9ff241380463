import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import { EmulatorHost } from '../../src/emulator/emulatorHost';
import type { WorkerOptions } from '../../src/emulator/port';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { createClient, useDataFolder } from '../support/durableEmulator';
import { measureOutage, SteadyWork } from '../support/steadyWork';

/**
 * The SDK waits at random, up to 0.1 s before the second attempt and up to twice as long before each further one. The
 * three attempts of its default may be over while the port is away; these last for some seconds.
 */
const maxAttempts = 20;
const restarts = 3;

describe('A client of the SDK, while the owner of the emulator restarts it', () => {
  const newFolder = useDataFolder();

  it(`sees no error with ${maxAttempts} attempts, and nothing that was acknowledged is lost`, async () => {
    const options: WorkerOptions = {
      host: '127.0.0.1',
      port: 0,
      usesNextFreePort: false,
      accountId: '000000000000',
      data: { folder: newFolder(), synchronous: 'normal' },
    };
    const host = new EmulatorHost(path.resolve('dist/emulatorWorker.js'));
    const { endpoint, port } = await host.start(options);
    const client = createClient(endpoint, maxAttempts);
    const work = new SteadyWork(client, 'restarted');
    try {
      await work.begin();
      const away: number[] = [];
      for (let count = 0; count < restarts; count++) {
        await work.makeProgress();
        const outage = measureOutage(port);
        await host.stop();
        await host.start({ ...options, port });
        away.push(await outage);
      }
      await work.makeProgress();
      await work.end();
      await work.verify(new EmulatorClient(endpoint));
      console.log(
        `      the port was away for ${away.map((ms) => Math.round(ms)).join(', ')} ms; ${work.describe()}`,
      );
      assert.ok(work.mostAttempts > 1, 'no request had to be tried again');
    } finally {
      client.destroy();
      await host.dispose();
    }
  });
});
