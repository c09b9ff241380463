import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { Database } from 'node-sqlite3-wasm';
import { Account } from '../../../../src/emulator/core/account';
import { exportHeader } from '../../../../src/emulator/core/queueExport';
import { FolderClaim } from '../../../../src/emulator/store/folderClaim';
import { deliveryLength, encodeContent, writeDelivery } from '../../../../src/emulator/store/messageRow';
import { schemaSteps } from '../../../../src/emulator/store/schema';
import { openStore } from '../../../../src/emulator/store/store';
import { CountedIds, DirectSqs } from '../../../support/directSqs';
import { useDataFolder } from '../../../support/durableEmulator';
import { ManualClock } from '../../../support/manualClock';

/** Queues of both kinds with messages in all states, a deleted one and a move task. */
function fill(): DirectSqs {
  const sqs = new DirectSqs();
  sqs.create('gone');
  sqs.run('DeleteQueue', { QueueUrl: 'gone' });
  sqs.create('a', { VisibilityTimeout: '30' });
  sqs.createDeadLetterQueue('a', 'dead', 2);
  for (const text of ['first', 'second\nline', '日本語 🎉']) sqs.send('a', text);
  sqs.receiveOne('a');
  sqs.create('a.fifo');
  const group = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
  sqs.run('SendMessage', { QueueUrl: 'a.fifo', MessageBody: 'in order', ...group });
  sqs.run('SendMessage', { QueueUrl: 'dead', MessageBody: 'failed' });
  sqs.run('StartMessageMoveTask', { SourceArn: sqs.arn('dead'), DestinationArn: sqs.arn('a') });
  return sqs;
}

/** As the first version of the file had it: a row for each thing. */
function writeFirstVersion(file: string, { account }: DirectSqs): void {
  const database = new Database(file);
  database.exec(`PRAGMA journal_mode = WAL; ${schemaSteps[0]} PRAGMA user_version = 1;`);
  let [queueId, messageId, firstSendId] = [0, 0, 0];
  const { deletedQueues, moveTasks } = account.export();
  for (const queue of [...account.regions].flatMap((region) => [...region.queues])) {
    database.run('INSERT INTO queue VALUES (?, ?)', [++queueId, JSON.stringify(exportHeader(queue))]);
    for (const message of queue.getMessages()) {
      const delivery = Buffer.alloc(deliveryLength);
      writeDelivery(delivery, 0, message, queue.hasReceipt(message));
      const content = encodeContent(message, queue.getDeduplicationId(message));
      const row = [++messageId, queueId, delivery, content];
      database.run('INSERT INTO message VALUES (?, ?, ?, ?)', row);
    }
    for (const record of queue.exportFirstSends()) {
      const row = [++firstSendId, queueId, record.sentAt, JSON.stringify(record)];
      database.run('INSERT INTO firstSend VALUES (?, ?, ?, ?)', row);
    }
  }
  for (const { region, name, deletedAt } of deletedQueues) {
    database.run('INSERT INTO deletedQueue VALUES (?, ?, ?)', [region, name, deletedAt]);
  }
  for (const task of moveTasks) {
    database.run('INSERT INTO moveTask VALUES (?, ?, ?)', [task.id, task.startedAt, JSON.stringify(task)]);
  }
  database.close();
}

describe('A stored file of the first version', () => {
  const newFolder = useDataFolder();

  it('is upgraded with all that it holds, and stays so', () => {
    const folder = newFolder();
    mkdirSync(folder);
    const sqs = fill();
    const expected = JSON.stringify(sqs.account.export());
    assert.match(expected, /"deletedQueues":\[{.*"moveTasks":\[{/);
    writeFirstVersion(path.join(folder, 'queues.db'), sqs);
    for (const how of ['upgraded', 'opened again']) {
      const clock = new ManualClock(sqs.clock.now());
      const fail = (what: unknown) => assert.fail(String(what));
      const store = openStore(
        { folder, onNotice: fail, onError: fail },
        '000000000000',
        clock,
        new FolderClaim(folder, []),
      );
      const account = new Account({ clock, ids: new CountedIds(), accountId: '000000000000' });
      store.load(account, undefined);
      assert.equal(JSON.stringify(account.export()), expected, how);
      store.close();
    }
  });
});
