import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../../src/emulatorClient/emulatorClient';
import { callJson } from '../../support/rawCalls';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const QUEUE = 'powers';

describe('the special powers of the emulator', () => {
  let workbench: Workbench;
  let endpoint: string;
  let client: EmulatorClient;
  const folder = path.join(session.workspace, '.vscode');
  const snapshot = path.join(session.workspace, 'queues.snapshot.json');

  before(async () => {
    endpoint = `http://127.0.0.1:${session.emulatorPort}`;
    client = new EmulatorClient(endpoint);
    workbench = session.workbench;
    await session.ensureEmulator();
    await callJson(endpoint, 'CreateQueue', {
      QueueName: QUEUE,
      Attributes: { VisibilityTimeout: '600' },
    });
    await send('first');
    await workbench.queues.waitForCounts(QUEUE, '1 · 0 · 0');
  });

  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(snapshot, { force: true });
    await client.clearFaults();
    await callJson(endpoint, 'DeleteQueue', { QueueUrl: QUEUE });
  });

  it('are faults: a preset, which the status bar shows', async () => {
    await workbench.runCommand('SQS: Emulator Faults…');
    await workbench.quickInput.waitFor('at-least-once-strictly');
    await session.picture('60 faults');
    await workbench.quickInput.choose('at-least-once-strictly');
    await status('faults on');
    assert.equal((await client.readFaults()).preset, 'at-least-once-strictly');
    await session.picture('61 faults are on');
  });

  it('are faults: a rule for one queue beside the preset, typed step by step, and off again', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('SQS: Emulator Faults…');
    await quickInput.choose('Add Rule…');
    await quickInput.choose(QUEUE);
    await quickInput.choose(/^error/);
    await quickInput.choose('Only sending');
    await quickInput.choose('OverLimit');
    await quickInput.fill('often');
    await quickInput.waitForMessage(/Type a percentage/);
    await quickInput.enter('100 %');
    await waitUntil(
      () => client.readFaults(),
      ({ rules }) => rules.length === 2,
    );
    const refused = await send('refused');
    assert.equal(refused.status, 403);
    assert.match(refused.text, /OverLimit/);
    await workbench.runCommand('SQS: Emulator Faults…');
    await quickInput.waitFor(`Remove: error OverLimit, 100 % of ${QUEUE}`);
    await session.picture('62 a rule');
    await quickInput.choose('Turn Faults Off');
    await workbench.statusBar.emulator.filter({ hasNotText: 'faults on' }).waitFor();
    assert.equal((await client.readFaults()).isOn, false);
    assert.equal((await send('second')).status, 200);
  });

  it('are a clock: paused, advanced to the next deadline and by a duration, resumed', async () => {
    const { quickInput, queues } = workbench;
    await callJson(endpoint, 'ReceiveMessage', { QueueUrl: QUEUE, MaxNumberOfMessages: 10 });
    await queues.waitForCounts(QUEUE, '0 · 2 · 0');
    await step('Pause');
    await status('clock paused');
    await workbench.runCommand('SQS: Emulator Clock…');
    await quickInput.waitFor(/a visibility timeout ends/);
    await session.picture('63 clock');
    await quickInput.choose('Advance to the Next Deadline');
    await queues.waitForCounts(QUEUE, '2 · 0 · 0');
    const before = (await client.readClock()).now;
    await step('Advance by…');
    await quickInput.fill('1 h later');
    await quickInput.waitForMessage(/Type a duration/);
    await quickInput.enter('1 h 30 min');
    await waitUntil(
      async () => (await client.readClock()).now - before,
      (ms) => ms === 5_400_000,
    );
    await step('Resume');
    await status(/clock 1 h \d+ min ahead/);
    await session.picture('64 clock ahead');
  });

  it('are the activity, live, and the life of a message', async () => {
    await callJson(endpoint, 'GetQueueAttributes', { QueueUrl: QUEUE });
    await workbench.runCommand('SQS: Show Emulator Activity');
    const output = session.page.locator('.part.panel .view-lines').first();
    await output.filter({ hasText: `GetQueueAttributes ${QUEUE}` }).waitFor();
    const { body } = await send('followed');
    const { MessageId } = body as { MessageId: string };
    await output.filter({ hasText: `${MessageId} in ${QUEUE}: sent` }).waitFor();
    await session.picture('65 activity');
    await workbench.runCommand('SQS: Show Life of a Message…');
    await workbench.quickInput.enter(MessageId);
    await workbench.editorTab(new RegExp(MessageId)).waitFor();
    await session.page.locator('.editor-container .view-lines').filter({ hasText: 'sent' }).first().waitFor();
    await session.picture('66 life of a message');
    await workbench.closeAllEditors();
    await workbench.runCommand('View: Hide Panel');
  });

  it('are snapshots: saved to a file, and restored after a warning', async () => {
    await workbench.runCommand('SQS: Save Emulator Snapshot…');
    await workbench.quickInput.waitFor('Save Snapshot of the SQS Emulator');
    await workbench.quickInput.enterPath();
    await workbench.notifications.waitFor(/Saved .* with 3 messages to queues\.snapshot\.json/);
    assert.match(readFileSync(snapshot, 'utf8'), /"product":"queuescope"/);
    await callJson(endpoint, 'DeleteQueue', { QueueUrl: QUEUE });
    await workbench.runCommand('SQS: Restore Emulator Snapshot…');
    await workbench.quickInput.waitFor('Restore Snapshot of the SQS Emulator');
    await workbench.quickInput.enterPath(snapshot);
    await waitUntil(
      () => workbench.dialog.text(),
      (text) => text.includes(endpoint) && text.includes('with 3 messages of queues.snapshot.json'),
    );
    await session.picture('67 restore a snapshot');
    await workbench.dialog.press('Restore');
    await workbench.queues.waitForCounts(QUEUE, '3 · 0 · 0');
  });

  it('are the queues of the file, which are there again after a reset', async () => {
    mkdirSync(folder);
    const file = { queues: [{ name: QUEUE, messages: [{ body: 'seed' }] }] };
    writeFileSync(path.join(folder, 'queuescope.json'), JSON.stringify(file));
    await workbench.runCommand('SQS: Reset Emulator…');
    await waitUntil(
      () => workbench.dialog.text(),
      (text) => text.includes('.vscode/queuescope.json are then made again'),
    );
    await session.picture('68 reset with a queue file');
    await workbench.dialog.press('Reset Emulator');
    await workbench.queues.waitForCounts(QUEUE, '1 · 0 · 0');
    await workbench.statusBar.emulator.filter({ hasNotText: 'ahead' }).waitFor();
  });

  async function step(label: string): Promise<void> {
    await workbench.runCommand('SQS: Emulator Clock…');
    await workbench.quickInput.choose(label);
  }

  async function status(text: string | RegExp): Promise<void> {
    await workbench.statusBar.emulator.filter({ hasText: text }).waitFor();
  }

  function send(MessageBody: string) {
    return callJson(endpoint, 'SendMessage', { QueueUrl: QUEUE, MessageBody });
  }
});
