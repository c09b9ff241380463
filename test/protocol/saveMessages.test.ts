import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
// Before what imports `vscode`.
import '../support/vscodeStandIn';
import type { CommandContext } from '../../src/commands/commandContext';
import { saveMessages } from '../../src/commands/saveMessages';
import type { QueueRef } from '../../src/shared/queue';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { useEmulator } from '../support/emulator';
import { callJson } from '../support/rawCalls';
import { sqsSideOn } from '../support/sqsSide';
import { person } from '../support/vscodeStandIn';

const ID = 'endpoint:1';
const COPY = 'orders.ndjson';

describe('a copy of the messages of a queue', () => {
  const emulator = useEmulator();
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-copy-'));
  let side: SqsSide;
  let queue: QueueRef;

  before(async () => {
    const { endpoint: url } = emulator.server;
    side = sqsSideOn(() => undefined);
    await side.connections.put({ kind: 'endpoint', id: ID, name: 'Other', url, region: 'us-east-1' });
    const Attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
    const QueueUrl = `${url}/000000000000/orders.fifo`;
    await callJson(url, 'CreateQueue', { QueueName: 'orders.fifo', Attributes });
    for (let index = 0; index < 12; index += 1)
      await callJson(url, 'SendMessage', {
        QueueUrl,
        MessageBody: `message ${index}`,
        MessageGroupId: 'one',
      });
    queue = { connectionId: ID, region: 'us-east-1', queueUrl: QueueUrl, queueName: 'orders.fifo' };
    person.answer = ({ kind, choices }) => (kind === 'file' ? path.join(folder, COPY) : choices[0]);
  });

  afterEach(async () => {
    await side.connections.mark(ID, { isReadOnly: false });
    for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
  });

  after(() => {
    side.dispose();
    rmSync(folder, { recursive: true });
  });

  it('leaves nothing behind when receiving is refused, and a copy that was there as it was', async () => {
    await side.connections.mark(ID, { isReadOnly: true });
    await assert.rejects(save(), /locked/);
    assert.deepEqual(readdirSync(folder), []);
    writeFileSync(path.join(folder, COPY), 'an older one');
    await assert.rejects(save(), /locked/);
    assert.deepEqual(readdirSync(folder), [COPY]);
    assert.equal(readFileSync(path.join(folder, COPY), 'utf8'), 'an older one');
  });

  it('of a FIFO queue says what is missing and why, and lets the messages go again', async () => {
    const { count, fileName, gap } = await save();
    assert.deepEqual([count, fileName], [10, COPY]);
    assert.match(gap ?? '', /has 10 of about 12 messages\. A FIFO queue gives no more messages of a group/);
    assert.equal(readFileSync(path.join(folder, COPY), 'utf8').trim().split('\n').length, 10);
    const counts = await side.services.get(ID, 'us-east-1').readCounts(queue);
    assert.deepEqual([counts.visible, counts.inFlight], [12, 0]);
  });

  function save() {
    return saveMessages(side as unknown as CommandContext, queue);
  }
});
