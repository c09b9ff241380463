import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { EmulatorProcess, useDataFolder } from '../support/durableEmulator';
import { type MemorySample, probed, sampleMemory } from '../support/memoryProbe';
import { MixedLoad } from '../support/mixedLoad';

const minutes = Number(process.env['SOAK_MINUTES'] ?? 3);
if (!(minutes >= 2)) {
  throw new Error(
    'SOAK_MINUTES takes 2 or more: before that the activity that the emulator keeps is still growing.',
  );
}
/** The first of them warms up and is not compared. */
const rests = 13;
const mebibyte = 1024 * 1024;
/** How much more the mean of the second half may be than that of the first. */
const tolerances = {
  heapUsed: { share: 0.1, bytes: mebibyte },
  external: { share: 0.1, bytes: 2 * mebibyte },
  // Pages that the allocator has not given back belong to it.
  rss: { share: 0.15, bytes: 10 * mebibyte },
} as const;
/** What the emulator allows an idle connection, and a little more. */
const idleConnectionMs = 75_000;

describe(`An emulator with stored queues, after ${minutes} minutes of mixed load`, () => {
  const newFolder = useDataFolder();
  const samples: MemorySample[] = [];
  let folder: string;
  let emulator: EmulatorProcess;
  let admin: EmulatorClient;
  let load: MixedLoad;

  before(async function () {
    this.timeout(minutes * 60_000 + 120_000);
    folder = newFolder();
    emulator = await EmulatorProcess.start(['--data', folder], probed);
    admin = new EmulatorClient(emulator.endpoint);
    load = await MixedLoad.create(emulator);
    for (let rest = 0; rest < rests; rest++) {
      await load.run((minutes * 60_000) / rests);
      // Ends what SQS remembers for five minutes: deduplication ids, and messages in flight for clients that hung up.
      await admin.advanceClock({ milliseconds: 301_000 });
      await load.run(1000);
      samples.push(await sampleMemory(emulator));
    }
    load.end();
    console.log(`      ${JSON.stringify(load.counts)}`);
    console.log(`      ${(sizeOf(folder) / mebibyte).toFixed(1)} MiB on disk`);
  });

  after(() => emulator.stop());

  // At once: a poll that is left over waits for twenty seconds.
  it('has no receive waiting that nobody waits for', async () => {
    const client = emulator.client();
    const QueueUrl = load.emptyQueue;
    const { MessageId } = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'for nobody' }));
    client.destroy();
    const { messages } = await admin.peek({ queue: QueueUrl });
    assert.deepEqual(
      messages.map(({ id, state, receiveCount }) => ({ id, state, receiveCount })),
      [{ id: MessageId, state: 'visible', receiveCount: 0 }],
    );
  });

  it('was busy with everything', () => {
    for (const [name, count] of Object.entries(load.counts)) assert.ok(count > 10, `${name}: ${count}`);
  });

  for (const [name, { share, bytes }] of Object.entries(tolerances)) {
    it(`has taken no more memory in the second half (${name}, at most ${share * 100} % or ${bytes / mebibyte} MiB more)`, () => {
      const values = samples.slice(1).map((sample) => sample[name as keyof typeof tolerances]);
      const first = mean(values.slice(0, values.length / 2));
      const second = mean(values.slice(values.length / 2));
      console.log(
        `      ${values.map(inMebibytes).join(' ')} MiB; ${inMebibytes(first)} then ${inMebibytes(second)}`,
      );
      assert.ok(second <= first + Math.max(first * share, bytes));
    });
  }

  it('holds exactly the messages that were sent and not deleted', async () => {
    for (const [queue, present] of load.present) {
      const found: string[] = [];
      for await (const { id } of admin.peekAll({ queue })) found.push(id);
      assert.deepEqual(found.sort(), [...present].sort());
      const summary = (await admin.listQueues()).find(({ name }) => queue.endsWith(`/${name}`));
      const { visible = 0, inFlight = 0, delayed = 0 } = summary?.counts ?? {};
      assert.equal(visible + inFlight + delayed, present.size);
    }
  });

  it('has no connection open any more', async function () {
    this.timeout(idleConnectionMs + 30_000);
    const end = performance.now() + idleConnectionMs;
    let sockets = (await sampleMemory(emulator)).sockets;
    const atOnce = sockets;
    while (sockets > 0 && performance.now() < end) {
      await pause(1000);
      sockets = (await sampleMemory(emulator)).sockets;
    }
    console.log(
      `      ${samples.map((sample) => sample.sockets).join(' ')} under load, then ${atOnce}, then ${sockets}`,
    );
    assert.equal(sockets, 0);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inMebibytes(bytes: number): string {
  return (bytes / mebibyte).toFixed(1);
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    path.join(folder, file),
  );
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
