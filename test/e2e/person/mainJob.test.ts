import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const BODY = '{"orderId": 1001, "note": "zwölf 🎉"}';

describe('the main job, from an empty window', () => {
  let workbench: Workbench;

  before(async () => {
    await session.load();
    workbench = session.workbench;
  });

  it('starts the emulator from the Queues view and shows its port in the status bar', async () => {
    await workbench.queues.open();
    await workbench.queues.welcomeButton.waitFor();
    await session.picture('01 welcome');
    await session.startEmulator();
    await workbench.queues.row('us-east-1').waitFor();
    await session.picture('02 emulator runs');
  });

  it('refuses a queue name that AWS refuses, keeps what was typed, and creates the corrected one', async () => {
    await workbench.queues.pressInline('us-east-1', /Create Queue/);
    await workbench.quickInput.choose(/^Standard/);
    await workbench.quickInput.enter('orders in');
    await workbench.quickInput.waitForMessage(/is not allowed/);
    assert.equal(await workbench.quickInput.typedText(), 'orders in');
    await session.picture('03 queue name refused');
    await workbench.quickInput.enter('orders-in');
    await workbench.queues.waitForCounts('orders-in', '0 · 0 · 0');
    await session.picture('04 queue created');
  });

  it('sends a message with attributes of all types from the composer', async () => {
    await workbench.queues.pressInline('orders-in', 'Send Message');
    const composer = await workbench.composer('orders-in');
    await composer.writeBody(BODY);
    await composer.addAttribute('Source', 'String', 'web');
    await composer.addAttribute('Price', 'Number', 'twelve');
    await composer.problem('not a number').waitFor();
    await session.picture('05 number that is none');
    await composer.lastAttributeValue.fill('12.50');
    await composer.addAttribute('Signature', 'Binary', 'secret');
    await session.picture('06 composer');
    await composer.send();
    assert.match(await composer.notice(/^Sent message/), /Sent message [0-9a-f-]{36}/);
    await workbench.queues.waitForCounts('orders-in', '1 · 0 · 0');
    await session.picture('07 sent');
  });

  it('receives it, shows body, attributes and system attributes, and counts it as in flight', async () => {
    await workbench.queues.pressInline('orders-in', 'Receive Messages');
    const messages = await workbench.messages('orders-in');
    await messages.receive();
    await messages.outcome('Received 1 message.');
    await messages.row('orderId').click();
    await messages.message.getByText('zwölf 🎉').waitFor();
    const text = await messages.message.innerText();
    for (const expected of ['Source', 'web', 'Price', '12.50', 'Signature', 'ApproximateReceiveCount']) {
      assert.ok(text.includes(expected), `${expected} is missing in: ${text}`);
    }
    await workbench.queues.waitForCounts('orders-in', '0 · 1 · 0');
    await session.picture('08 received');
  });

  it('deletes the message, and the queue is empty', async () => {
    const messages = await workbench.messages('orders-in');
    await messages.press('Delete');
    await messages.row('orderId').waitFor({ state: 'detached' });
    await workbench.queues.waitForCounts('orders-in', '0 · 0 · 0');
    await session.picture('09 message deleted');
  });

  it('shows the counts of the queue on the dashboard as they change', async () => {
    await workbench.queues.pressInline('orders-in', 'Open Dashboard');
    const dashboard = await workbench.dashboard('orders-in');
    await waitUntil(
      () => dashboard.readCounts('orders-in'),
      (counts) => counts?.visible === 0,
    );
    const empty = await dashboard.readChart('orders-in');
    const composer = await workbench.composer('orders-in');
    await composer.writeBody('again');
    await composer.send();
    await composer.notice(/^Sent message/);
    await workbench.dashboard('orders-in');
    await waitUntil(
      () => dashboard.readCounts('orders-in'),
      (counts) => counts?.visible === 1,
    );
    assert.notEqual(await dashboard.readChart('orders-in'), empty);
    await session.picture('10 dashboard');
  });

  it('purges the queue only after a dialog that names connection, account, region, queue and messages', async () => {
    await workbench.queues.chooseFromMenu('orders-in', 'Purge Queue…');
    const text = await workbench.dialog.text();
    for (const expected of ['orders-in', 'Emulator', '000000000000', 'us-east-1', '1 visible']) {
      assert.ok(text.includes(expected), `${expected} is missing in: ${text}`);
    }
    await session.picture('11 purge dialog');
    await workbench.dialog.press('Cancel');
    await workbench.queues.waitForCounts('orders-in', '1 · 0 · 0');
    await workbench.queues.chooseFromMenu('orders-in', 'Purge Queue…');
    await workbench.dialog.press('Purge Queue');
    await workbench.queues.waitForCounts('orders-in', '0 · 0 · 0');
  });

  it('copies the URL and the ARN of the queue', async () => {
    await workbench.queues.chooseFromMenu('orders-in', 'Copy Queue URL');
    const url = await waitUntil(
      () => workbench.readClipboard(),
      (text) => text.startsWith('http'),
    );
    assert.equal(url, `http://127.0.0.1:${session.emulatorPort}/000000000000/orders-in`);
    await workbench.queues.chooseFromMenu('orders-in', 'Copy ARN');
    const arn = await waitUntil(
      () => workbench.readClipboard(),
      (text) => text.startsWith('arn:'),
    );
    assert.equal(arn, 'arn:aws:sqs:us-east-1:000000000000:orders-in');
  });

  it('deletes the queue after a dialog', async () => {
    await workbench.queues.chooseFromMenu('orders-in', 'Delete Queue…');
    await workbench.dialog.press('Delete Queue');
    await workbench.queues.row('orders-in').waitFor({ state: 'detached' });
    await workbench.closeAllEditors();
  });
});
