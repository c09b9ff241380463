import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { notRun } from '../../support/notRun';
import { findMissingBoto3, runProgram } from '../../support/programs';
import type { ShownCounts } from '../objects/dashboardPage';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

/** The programs run at their own pace: five jobs each, one a second, some delayed by ten seconds. */
const jobs = ['--jobs', '5'];
const PROGRAMS_MS = 110_000;

describe('boto3 programs against the endpoint that the editor shows', () => {
  let workbench: Workbench;
  let endpoint = '';

  before(async function () {
    const missing = await findMissingBoto3();
    if (missing) notRun(this, missing);
    workbench = session.workbench;
    await session.ensureEmulator();
  });

  it('finds the endpoint by “Copy Emulator Endpoint”', async () => {
    await workbench.runCommand('SQS: Copy Emulator Endpoint');
    endpoint = await waitUntil(
      () => workbench.readClipboard(),
      (text) => text.startsWith('http://127.0.0.1:'),
    );
    assert.equal(endpoint, `http://127.0.0.1:${session.emulatorPort}`);
  });

  it('shows the queue that a program creates', async () => {
    await runProgram('create_jobs_queue', endpoint);
    await runProgram('create_ordered_queue', endpoint);
    await workbench.queues.waitForCounts('jobs', '0 · 0 · 0');
    await workbench.queues.waitForCounts('jobs.fifo', '0 · 0 · 0');
  });

  it('shows visible, in-flight and delayed jobs on dashboard and tree while producers and consumers run', async function () {
    this.timeout(PROGRAMS_MS + 30_000);
    const url = `${endpoint}/000000000000/jobs`;
    await workbench.queues.pressInline('jobs', 'Open Dashboard');
    const dashboard = await workbench.dashboard('jobs');
    const programs = Promise.all([
      runProgram('job_producer', endpoint, '--url', url, ...jobs, '--kind', 'Slow'),
      runProgram('job_producer', endpoint, '--url', url, ...jobs, '--kind', 'Fast'),
      runProgram('job_consumer', endpoint, '--url', url, '--kind', 'Slow', '--patience', '1'),
      runProgram('job_consumer', endpoint, '--url', url, '--kind', 'Fast', '--patience', '2'),
      runProgram('watch_status', endpoint, '--url', url),
      runOrdered(endpoint),
    ]);
    const seen = { visible: 0, inFlight: 0, delayed: 0 };
    const charts = new Set<string>();
    let isRunning = true;
    void programs.finally(() => {
      isRunning = false;
    });
    while (isRunning) {
      raise(seen, await dashboard.readCounts('jobs'));
      charts.add(await dashboard.readChart('jobs'));
      if (seen.delayed > 0 && charts.size === 12) await session.picture('20 programs running');
      await session.page.waitForTimeout(500);
    }
    const [slowSent, fastSent, slowReceived, fastReceived, statuses, ordered] = await programs;
    assert.equal(slowSent.length + fastSent.length, 10);
    assert.equal(slowReceived.length + fastReceived.length, 10);
    assert.equal(statuses.length, 10);
    assert.deepEqual(ordered, [0, 1, 2, 3, 4]);
    assert.ok(seen.delayed > 1, `the dashboard showed at most ${seen.delayed} delayed messages`);
    assert.ok(charts.size > 20, `the chart changed only ${charts.size} times`);
    assert.ok(seen.inFlight > 0 || seen.visible > 0, 'the dashboard showed no message on its way');
    await waitUntil(() => dashboard.readCounts('jobs'), isEmpty);
    await workbench.queues.waitForCounts('jobs', '0 · 0 · 0');
    await session.picture('21 programs done');
  });
});

/** @returns the numbers in the order in which they were deleted */
async function runOrdered(endpoint: string): Promise<number[]> {
  const url = `${endpoint}/000000000000/jobs.fifo`;
  await runProgram('ordered_producer', endpoint, '--url', url);
  const lines = (await runProgram('ordered_consumer', endpoint, '--url', url)) as OrderedLine[];
  assert.equal(
    lines[0]?.outcome === 'deleted',
    false,
    'a message whose visibility timeout has passed was deleted',
  );
  return lines.filter(({ outcome }) => outcome === 'deleted').map(({ number }) => number);
}

interface OrderedLine {
  readonly number: number;
  readonly outcome: string;
}

function raise(
  seen: { visible: number; inFlight: number; delayed: number },
  counts: ShownCounts | undefined,
): void {
  if (!counts) return;
  seen.visible = Math.max(seen.visible, counts.visible);
  seen.inFlight = Math.max(seen.inFlight, counts.inFlight);
  seen.delayed = Math.max(seen.delayed, counts.delayed);
}

function isEmpty(counts: ShownCounts | undefined): boolean {
  return counts !== undefined && counts.visible + counts.inFlight + counts.delayed === 0;
}
