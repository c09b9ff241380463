import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { useEmulator } from '../support/emulator';
import { findMissingBoto3, runProgram } from '../support/programs';

const scale = ['--scale', '0.1'];

interface Job {
  readonly received: string;
  readonly body: string;
  readonly producer: string;
  readonly job_type: string;
}

describe('Programs with Debian’s boto3', () => {
  const emulator = useEmulator();

  before(async function () {
    const missing = await findMissingBoto3();
    if (missing === undefined) return;
    console.log(`not run: ${missing}`);
    this.skip();
  });

  it('slow and fast producers and consumers share a queue, and every job is done once', async () => {
    const { endpoint } = emulator.server;
    const [created] = (await runProgram('create_jobs_queue', endpoint, ...scale)) as [{ url: string }];
    const onQueue = ['--url', created.url, ...scale];
    const [slow, fast, slowDone, fastDone, statuses] = await Promise.all([
      runProgram('job_producer', endpoint, ...onQueue, '--kind', 'Slow', '--jobs', '6'),
      runProgram('job_producer', endpoint, ...onQueue, '--kind', 'Fast', '--jobs', '6'),
      runProgram('job_consumer', endpoint, ...onQueue, '--kind', 'Slow'),
      runProgram('job_consumer', endpoint, ...onQueue, '--kind', 'Fast'),
      runProgram('watch_status', endpoint, ...onQueue, '--times', '500', '--until-done', '1'),
    ]);
    const sent = [...slow, ...fast] as { sent: string; body: string }[];
    const done = [...slowDone, ...fastDone] as Job[];
    const byId = (a: string[], b: string[]) => String(a).localeCompare(String(b));
    assert.deepEqual(
      done.map((job) => [job.received, job.body]).sort(byId),
      sent.map((job) => [job.sent, job.body]).sort(byId),
    );
    assert.ok(done.every((job) => job.job_type === 'NewDonor'));
    assert.equal(done.filter((job) => job.producer === 'Slow').length, 6);
    const watched = statuses as { visible: number; in_flight: number; delayed: number }[];
    assert.ok(
      watched.some((status) => status.delayed > 0),
      'delayed messages were never seen',
    );
    assert.deepEqual((await runProgram('watch_status', endpoint, ...onQueue, '--times', '1'))[0], {
      visible: 0,
      in_flight: 0,
      delayed: 0,
    });
  });

  it('an ordered queue drops repeated jobs and refuses the delete of a consumer that was too slow', async () => {
    const { endpoint } = emulator.server;
    const [created] = (await runProgram('create_ordered_queue', endpoint, ...scale)) as [{ url: string }];
    const onQueue = ['--url', created.url, ...scale];
    const sent = (await runProgram('ordered_producer', endpoint, ...onQueue)) as {
      sent: string;
      sequence: string;
    }[];
    assert.equal(new Set(sent.map((job) => job.sent)).size, 5);
    assert.deepEqual(await runProgram('ordered_consumer', endpoint, ...onQueue), [
      { number: 0, outcome: 'InvalidParameterValue', receive_count: 1 },
      { number: 0, outcome: 'deleted', receive_count: 2 },
      ...[1, 2, 3, 4].map((number) => ({ number, outcome: 'deleted', receive_count: 1 })),
    ]);
  });
});
