import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { callJson } from '../../support/rawCalls';
import { SettingsEditor } from '../objects/settingsEditor';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

/** A younger window restarts its emulator by itself. */
const SETTINGS_ARE_LATE_MS = 61_000;

describe('settings of an emulator that runs', () => {
  let endpoint = '';

  before(async () => {
    endpoint = `http://127.0.0.1:${session.emulatorPort}`;
    await session.ensureEmulator();
    await session.untilWindowIsOlderThan(SETTINGS_ARE_LATE_MS);
  });
  after(() => session.workbench.closeAllEditors());

  it('apply after a restart that is offered when they change, and its queues stay', async () => {
    await callJson(endpoint, 'CreateQueue', { QueueName: 'purged-twice' });
    const QueueUrl = `${endpoint}/000000000000/purged-twice`;
    await callJson(endpoint, 'PurgeQueue', { QueueUrl });
    assert.match((await callJson(endpoint, 'PurgeQueue', { QueueUrl })).text, /PurgeQueueInProgress/);
    await new SettingsEditor(session.page, session.workbench).toggle('queuescope.emulator.relaxed');
    await session.workbench.notifications.waitFor(
      /settings of the SQS emulator .* its queues and messages stay/,
    );
    await session.picture('40 settings have changed');
    await session.workbench.notifications.press(/settings of the SQS emulator/, 'Restart Emulator');
    const purge = () => callJson(endpoint, 'PurgeQueue', { QueueUrl }).catch(() => undefined);
    await waitUntil(purge, (answer) => answer?.status === 200);
    assert.equal((await purge())?.status, 200);
  });
});
