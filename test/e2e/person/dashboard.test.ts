import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { LifeEvent } from '../../../src/emulator/admin/adminTypes';
import { EmulatorClient } from '../../../src/emulatorClient/emulatorClient';
import type { QueueRef } from '../../../src/shared/queue';
import type { SqsService } from '../../../src/sqs/sqsService';
import { systemTimers } from '../../../src/sqs/timers';
import { presets } from '../../../src/traffic/presets';
import { startTraffic } from '../../../src/traffic/traffic';
import type { ConsumerSpec, ProducerSpec } from '../../../src/traffic/trafficSpec';
import { parseSamplesCsv } from '../../support/samplesCsv';
import { sqsSideOn } from '../../support/sqsSide';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const QUEUE = 'dashboard-traffic';
const DLQ = 'dashboard-traffic-dlq';
/** Clocks of two processes of one machine, and the turn of the loop that an answer waits for. */
const SLACK_MS = 60;

/** How each event changes the number of messages that a queue holds. */
const CHANGES: Readonly<Partial<Record<LifeEvent['kind'], number>>> = {
  sent: 1,
  deleted: -1,
  deadLettered: -1,
};

describe('the dashboard while traffic runs', () => {
  let workbench: Workbench;
  let service: SqsService;
  let queue: QueueRef;
  let closeSide: () => void;
  const events: LifeEvent[] = [];
  const abort = new AbortController();

  before(async () => {
    workbench = session.workbench;
    await session.ensureEmulator();
    const endpoint = `http://127.0.0.1:${session.emulatorPort}`;
    const side = sqsSideOn(() => endpoint);
    closeSide = () => side.dispose();
    service = side.services.get('emulator', 'us-east-1');
    await service.createQueue(DLQ, {});
    const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${DLQ}`;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 });
    queue = await service.createQueue(QUEUE, { RedrivePolicy });
    void follow(endpoint);
  });

  after(async () => {
    abort.abort();
    await service.deleteQueue(queue);
    await service.deleteQueue(await service.getQueueUrl(DLQ));
    closeSide();
    await workbench.closeAllEditors();
  });

  /** What the emulator itself says of the queue. */
  async function follow(endpoint: string): Promise<void> {
    const arn = `:${QUEUE}`;
    try {
      for await (const line of new EmulatorClient(endpoint).streamActivity(abort.signal))
        if (line.type === 'message' && line.event.queueArn.endsWith(arn)) events.push(line.event);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  }

  it('shows the counts as producer and consumer change them', async () => {
    await workbench.queues.row(QUEUE).waitFor();
    await workbench.queues.pressInline(QUEUE, 'Open Dashboard');
    const dashboard = await workbench.dashboard(QUEUE);
    const producer = { ...presets['fast-producer'], pace: { kind: 'rate', perSecond: 15 } } as ProducerSpec;
    const consumer = { ...presets['fast-consumer'], workMs: { from: 100, to: 100 } } as ConsumerSpec;
    const sources = { service, timers: systemTimers, random: Math.random };
    const runs = [startTraffic(producer, queue, sources), startTraffic(consumer, queue, sources)];
    await waitUntil(
      () => dashboard.readCounts(QUEUE),
      (counts) => (counts?.visible ?? 0) > 5 && (counts?.delayed ?? 0) > 5,
    );
    await waitUntil(
      () => Promise.resolve(events.filter(({ kind }) => kind === 'deleted').length),
      (deleted) => deleted > 20,
    );
    await session.picture('dashboard while traffic runs');
    await Promise.all(runs.map((run) => run.stop()));
    const counts = await service.readCounts(queue);
    await waitUntil(
      () => dashboard.readCounts(QUEUE),
      (shown) => shown?.visible === counts.visible + counts.delayed && shown.inFlight === 0,
    );
  });

  it('has at each sample as many messages as the emulator says, and every second of what was done', async () => {
    const dashboard = await workbench.dashboard(QUEUE);
    await dashboard.content.getByText('Export').click();
    await dashboard.content.getByRole('button', { name: 'Open Samples in Editor' }).click();
    await workbench.editorTab(/Untitled/).waitFor();
    const csv = await waitUntil(
      async () => {
        await session.page.keyboard.press('Control+a');
        await session.page.keyboard.press('Control+c');
        return workbench.readClipboard();
      },
      (text) => text.startsWith('queue,region'),
    );
    const lines = parseSamplesCsv(csv).filter((line) => line.queue === QUEUE);
    const samples = lines.filter(({ askedAt }) => askedAt !== undefined);
    assert.ok(samples.length >= 4, `${samples.length} samples`);
    for (const { askedAt = 0, answeredAt, values } of samples) {
      const total = values.reduce((sum, count) => sum + count, 0);
      const possible = totalsBetween(askedAt - SLACK_MS, answeredAt + SLACK_MS);
      assert.ok(
        total >= Math.min(...possible) && total <= Math.max(...possible),
        `The chart says ${total}, the emulator ${possible.join()}.`,
      );
    }
    const rates = lines.filter(({ askedAt }) => askedAt === undefined);
    const sum = (index: number) => rates.reduce((total, { values }) => total + (values[index] ?? 0), 0);
    const told = (kind: LifeEvent['kind']) => events.filter((event) => event.kind === kind).length;
    assert.deepEqual([sum(0), sum(1), sum(2)], [told('sent'), told('received'), told('deleted')]);
    const last = samples.at(-1)?.values.reduce((total, count) => total + count, 0);
    assert.equal(told('sent'), (last ?? 0) + told('deleted') + told('deadLettered'));
  });

  it('marks on tree and overview a queue that is beyond its threshold, and says so once', async () => {
    await workbench.queues.chooseFromMenu(QUEUE, 'Add Queue to Overview');
    const overview = await workbench.overview();
    await overview.row(QUEUE).getByRole('button', { name: 'Thresholds…' }).click();
    await overview.content.getByLabel('More visible messages than').fill('0');
    await overview.content.getByRole('button', { name: 'Save' }).click();
    await service.sendMessage(queue, { body: 'one too many', attributes: [] });
    await overview.row(QUEUE).getByText('too deep').waitFor();
    await workbench.notifications.waitFor(new RegExp(`${QUEUE}.*too deep`));
    await session.picture('overview with a threshold');
    await workbench.notifications.press(/too deep/, 'Silence This Queue');
    await overview.row(QUEUE).getByRole('button', { name: 'Remove' }).click();
    await overview.row(QUEUE).waitFor({ state: 'detached' });
  });

  it('opens by a click on the row of a queue while its counts change all the time', async () => {
    const producer = { ...presets['fast-producer'], pace: { kind: 'rate', perSecond: 20 } } as ProducerSpec;
    const run = startTraffic(producer, queue, { service, timers: systemTimers, random: Math.random });
    await workbench.queues.row(DLQ).click();
    await workbench.editorTab(`${DLQ}: Dashboard`).waitFor();
    for (let click = 0; click < 15; click++) await workbench.queues.row(QUEUE).click({ delay: 50 });
    const active = session.page.locator('[aria-selected=true]');
    await workbench.editorTab(`${QUEUE}: Dashboard`).and(active).waitFor();
    assert.equal(await session.page.getByText('command not found').count(), 0);
    await run.stop();
  });

  /** How many messages the queue held at the moments between two times. */
  function totalsBetween(from: number, to: number): number[] {
    let total = 0;
    const totals: number[] = [];
    for (const { at, kind } of events) {
      if (at > to) break;
      if (at >= from) totals.push(total);
      total += CHANGES[kind] ?? 0;
      if (at >= from) totals.push(total);
    }
    return [...totals, ...(totals.length === 0 ? [total] : [])];
  }
});
