import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../../src/emulatorClient/emulatorClient';
import { EmulatorProcess } from '../../support/durableEmulator';
import { callJson } from '../../support/rawCalls';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

describe('one emulator per machine, whose queues outlive it', () => {
  let workbench: Workbench;
  let shell: EmulatorProcess | undefined;
  let endpoint: string;

  before(async () => {
    endpoint = `http://127.0.0.1:${session.emulatorPort}`;
    await session.load();
    workbench = session.workbench;
    // The window of the tests before may need a moment to end its emulator.
    await waitUntil(isSilent, (silent) => silent);
  });
  after(() => shell?.stop());

  it('attaches to an emulator that a shell started, and says so', async () => {
    shell = await EmulatorProcess.start(['--port', String(session.emulatorPort)]);
    await callJson(endpoint, 'CreateQueue', { QueueName: 'of-the-shell' });
    await workbench.queues.open();
    await session.startEmulator();
    await workbench.statusBar.emulator.filter({ hasText: 'attached to a shell' }).waitFor();
    await workbench.queues.row('Emulator').filter({ hasText: 'attached to a shell' }).waitFor();
    await workbench.queues.waitForCounts('of-the-shell', '0 · 0 · 0');
    await session.picture('30 attached to a shell');
  });

  it('is detached by the command that stops an own one, and the shell keeps its queues', async () => {
    await workbench.runCommand('SQS: Stop Emulator');
    await workbench.notifications.waitFor(/has detached from the SQS emulator .* goes on in a shell/);
    assert.match((await callJson(endpoint, 'ListQueues', {})).text, /of-the-shell/);
    await session.startEmulator();
    await workbench.statusBar.emulator.filter({ hasText: 'attached to a shell' }).waitFor();
  });

  it('names the endpoint and who else works with it, and deletes its queues, when it is reset', async () => {
    await new EmulatorClient(endpoint).attach('the window “stock”');
    await workbench.runCommand('SQS: Reset Emulator…');
    await waitUntil(
      () => workbench.dialog.text(),
      (text) => text.includes(endpoint) && text.includes('lose them too: the window “stock”'),
    );
    await session.picture('31 reset of an attached emulator');
    await workbench.dialog.press('Reset Emulator');
    await workbench.queues.row('No queues').waitFor();
    assert.doesNotMatch((await callJson(endpoint, 'ListQueues', {})).text, /of-the-shell/);
  });

  it('says that the shell has ended it, takes nothing over by itself, and starts it here by a click', async () => {
    await shell?.stop();
    await workbench.notifications.waitFor(/The SQS emulator of a shell on .* has ended/);
    await session.picture('32 the owner has ended');
    assert.equal(await isSilent(), true);
    await workbench.notifications.press(/has ended/, 'Start Here');
    await session.untilEmulatorHasItsPort();
    await workbench.queues.row('us-east-1').waitFor();
    assert.doesNotMatch(await workbench.statusBar.emulator.innerText(), /attached/);
  });

  it('keeps queues and messages over a reload of the window', async () => {
    const { body } = await callJson(endpoint, 'CreateQueue', { QueueName: 'outlives' });
    const { QueueUrl } = body as { QueueUrl: string };
    await callJson(endpoint, 'SendMessage', { QueueUrl, MessageBody: 'still there' });
    await workbench.queues.waitForCounts('outlives', '1 · 0 · 0');
    await session.load();
    await waitUntil(isSilent, (silent) => silent);
    await workbench.queues.open();
    await session.startEmulator();
    await workbench.queues.waitForCounts('outlives', '1 · 0 · 0');
    assert.doesNotMatch(await workbench.statusBar.emulator.innerText(), /attached/);
    const received = await callJson(endpoint, 'ReceiveMessage', { QueueUrl });
    assert.match(received.text, /still there/);
    await session.picture('33 after a reload');
  });

  it('opens to containers after a warning, says exactly what it opened, and closes again', async () => {
    await workbench.runCommand('SQS: Allow Containers…');
    await waitUntil(
      () => workbench.dialog.text(),
      (text) => text.includes('host.docker.internal') && text.includes('its queues and messages stay'),
    );
    await session.picture('34 allow containers');
    await workbench.dialog.press('Allow Containers');
    const said = await workbench.notifications.waitFor(/Containers reach the emulator at/);
    assert.ok(said.includes(`http://host.docker.internal:${session.emulatorPort}`), said);
    assert.equal(await statusFor('host.docker.internal'), 200);
    await workbench.notifications.press(/Containers reach the emulator at/, 'Undo');
    await workbench.notifications.waitFor(/Containers cannot reach the SQS emulator any more/);
    assert.equal(await statusFor('host.docker.internal'), 403);
    await workbench.queues.waitForCounts('outlives', '0 · 1 · 0');
  });

  async function statusFor(host: string): Promise<number | undefined> {
    const { emulatorPort: port } = session;
    const outgoing = request({ host: '127.0.0.1', port, path: '/_queuescope/health', headers: { host } });
    outgoing.end();
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  async function isSilent(): Promise<boolean> {
    return fetch(endpoint).then(
      () => false,
      () => true,
    );
  }
});
