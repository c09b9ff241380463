// @ts-check
// Whether the thread that owns the emulator stalls while clients keep its worker busy. A process of its own stands for
// the extension host, so that nothing of this bench runs in it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { queuescope, RunningContestant } from './lib/contestants.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';

/** @typedef {{ p50: number, p99: number, longest: number }} Delay in milliseconds */

/**
 * @param {{ seconds: number }} options
 * @returns {Promise<{ idle: Delay, loaded: Delay, requests: number, cores: number }>}
 */
export async function runEventLoop({ seconds }) {
  const owner = fork(path.join(import.meta.dirname, 'lib/emulatorOwner.mjs'));
  try {
    const [{ endpoint }] = await once(owner, 'message');
    const load = new LoadProcess(new RunningContestant(queuescope, endpoint, owner), []);
    const { queueUrl } = await load.create('busy');
    const command = { phase: 'cycle', queueUrl, connections: 16, bytes: 1_000 };
    await load.run({ ...command, milliseconds: 2_000 });
    const idle = await measure(owner, () => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)));
    let requests = 0;
    const loaded = await measure(owner, async () => {
      ({ requests } = await load.run({ ...command, milliseconds: seconds * 1_000 }));
    });
    load.close();
    return { idle, loaded, requests, cores: availableParallelism() };
  } finally {
    owner.kill();
  }
}

/** @param {import('node:child_process').ChildProcess} owner @param {() => Promise<void>} meanwhile @returns {Promise<Delay>} */
async function measure(owner, meanwhile) {
  owner.send('begin');
  await meanwhile();
  owner.send('end');
  const [delay] = await once(owner, 'message');
  return delay;
}
