import assert from 'node:assert/strict';
import type { FauxqsServer } from 'fauxqs';
import { after, before, describe, it } from 'mocha';
import { changingActions } from '../../support/callCounter';
import { CountingProxy } from '../../support/countingProxy';
import { session } from '../session';

const NAME = 'Second server';

describe('Connections', () => {
  let server: FauxqsServer;
  let proxy: CountingProxy;
  let endpoint: string;

  before(async function () {
    this.timeout(60_000);
    const { startFauxqs } = await import('fauxqs');
    server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
    server.createQueue('elsewhere');
    proxy = new CountingProxy(`http://127.0.0.1:${server.port}`);
    endpoint = await proxy.start();
    await session.ensureEmulator();
  });

  after(async () => {
    await proxy.stop();
    await server.stop();
  });

  it('are added with a URL, and tested at once', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.runCommand('SQS: Add Connection…');
    await quickInput.choose(/^Custom Endpoint/);
    await quickInput.waitFor('URL at which SQS answers');
    await quickInput.enter('localhost:1');
    await quickInput.waitForMessage('A URL begins with http:// or https://');
    await quickInput.enter(endpoint);
    await quickInput.waitFor('Name by which the connection is shown');
    await quickInput.enter(NAME);
    await quickInput.waitFor('Region whose queues are shown');
    await quickInput.accept();
    await quickInput.choose(/^No access key/);
    await workbench.notifications.waitFor(/Second server answered in \d+ ms: 1 queue in us-east-1/);
    await workbench.queues.row(NAME).waitFor();
  });

  it('see no changing call when a command is cancelled at its confirmation', async () => {
    const { queues, quickInput, dialog } = session.workbench;
    await queues.expand(NAME);
    // The first is the emulator's, which shows a region of the same name.
    await queues.row('us-east-1').nth(1).click();
    await queues.waitForCounts('elsewhere', '0 · 0 · 0');
    for (const item of [/^Delete Queue/, /^Purge Queue/]) {
      await queues.chooseFromMenu('elsewhere', item);
      assert.match(
        await dialog.text(),
        /Queue: elsewhere\s+Connection: Second server\s+Account: \d{12}[^]*Region: us-east-1/,
      );
      await dialog.press('Cancel');
    }
    await queues.chooseFromMenu('elsewhere', /^Clone Queue/);
    await quickInput.choose(/Second server/);
    await quickInput.waitFor('Name of the new queue');
    await quickInput.accept();
    assert.match(await dialog.text(), /Queue: elsewhere-copy\s+Connection: Second server/);
    await dialog.press('Cancel');
    for (const item of ['Edit Attributes…', 'Set Dead-Letter Queue…']) {
      await queues.chooseFromMenu('elsewhere', item);
      await quickInput.waitFor(/elsewhere · Second server · \d{12} · us-east-1/);
      await quickInput.cancel();
    }
    assert.ok(proxy.counts.has('GetQueueAttributes'));
    assert.deepEqual(
      [...proxy.counts.keys()].filter((action) => changingActions.has(action)),
      [],
    );
  });

  it('that are read-only refuse to delete a queue, before anything is asked', async () => {
    const { workbench } = session;
    const { queues, quickInput, notifications } = workbench;
    await queues.chooseFromMenu(NAME, /^Mark as Read-Only or Production/);
    await quickInput.row(/^Read-only/).click();
    await quickInput.accept();
    await queues
      .row(NAME)
      .locator('.label-description')
      .getByText(/^read-only/)
      .waitFor();
    await session.picture('a read-only connection');
    await queues.chooseFromMenu('elsewhere', /^Delete Queue/);
    await notifications.waitFor('Second server is read-only: nothing was sent.');
    assert.ok(server.inspectQueue('elsewhere'));
  });

  it('are removed with a confirmation', async () => {
    const { workbench } = session;
    const { queues, dialog } = workbench;
    await queues.chooseFromMenu(NAME, /^Remove Connection/);
    assert.match(await dialog.text(), /Remove the connection Second server\?/);
    await dialog.press('Remove Connection');
    await queues.row(NAME).waitFor({ state: 'detached' });
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});
