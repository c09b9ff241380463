import assert from 'node:assert/strict';
import { cpSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Message } from '@aws-sdk/client-sqs';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { Account } from '../../../../src/emulator/core/account';
import type { CoreListener } from '../../../../src/emulator/core/coreListener';
import type { AccountRecord } from '../../../../src/emulator/core/queueState';
import { SqsError } from '../../../../src/emulator/core/sqsError';
import type { Store } from '../../../../src/emulator/store/durability';
import { FolderClaim } from '../../../../src/emulator/store/folderClaim';
import { openStore } from '../../../../src/emulator/store/store';
import { CountedIds, DirectSqs } from '../../../support/directSqs';
import { useDataFolder } from '../../../support/durableEmulator';
import { ManualClock } from '../../../support/manualClock';

const accountId = '000000000000';
/** Of the first process alone. */
const beside = new Set(['owner.json', 'reserve']);

/** A store under the actions of the emulator, committed when the test says so. */
class StoredSqs extends DirectSqs {
  readonly store: Store;
  /** The latest message from each queue, to be used in a later turn. */
  readonly received = new Map<string, Message>();

  constructor(folder: string, smallLogBytes?: number) {
    const clock = new ManualClock();
    const store = open(folder, clock, smallLogBytes);
    super({ listener: store.listener, isRelaxed: true });
    this.store = store;
    store.load(this.account, undefined);
  }

  commit(): Promise<string | undefined> {
    return new Promise((resolve) => this.store.afterCommit('SendMessage', resolve));
  }
}

function open(folder: string, clock = new ManualClock(), smallLogBytes?: number): Store {
  const fail = (what: unknown) => {
    throw new Error(String(what));
  };
  const options = { folder, smallLogBytes, onNotice: fail, onError: fail };
  return openStore(options, accountId, clock, new FolderClaim(folder, []));
}

/** What another process finds after the first was killed. */
function readCopy(folder: string, copy: string, clock: ManualClock): AccountRecord {
  cpSync(folder, copy, { recursive: true, filter: (file) => !beside.has(path.basename(file)) });
  const store = open(copy, clock);
  try {
    const account = new Account({ clock, ids: new CountedIds(), accountId });
    store.load(account, undefined);
    return comparable(account);
  } finally {
    store.close();
  }
}

/** As JSON, without what may differ: `order` of messages that came back, and how far ahead the next one is reserved. */
function comparable(account: Account): AccountRecord {
  for (const region of account.regions) for (const queue of region.queues) queue.getCounts();
  const { queues, moveTasks } = account.export();
  const record: AccountRecord = {
    queues: queues.map((queue) => ({
      ...queue,
      lastOrder: 0,
      messages: queue.messages
        .map((message) => ({ ...message, order: queue.isFifo ? message.order : 0 }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    })),
    deletedQueues: [],
    moveTasks,
  };
  return JSON.parse(JSON.stringify(record)) as AccountRecord;
}

type Step = (sqs: StoredSqs) => void;

const names = fc.constantFrom('a', 'dead', 'a.fifo', 'dead.fifo');

/** What SQS refuses changes nothing that has to be kept. */
function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
  }
}

function send(sqs: StoredSqs, name: string, text: string, group: number): void {
  const body = { QueueUrl: name, MessageBody: `x${text.replaceAll('\u0000', '')}` };
  if (name.endsWith('.fifo')) {
    const MessageDeduplicationId = `d${group}${text.length}`;
    sqs.run('SendMessage', { ...body, MessageGroupId: `g${group}`, MessageDeduplicationId });
    return;
  }
  const MessageAttributes = { n: { DataType: 'Number', StringValue: String(group) } };
  const tenant = group === 2 ? { MessageGroupId: 'tenant' } : undefined;
  sqs.run('SendMessage', { ...body, ...tenant, MessageAttributes, DelaySeconds: group * 5 });
}

function receive(sqs: StoredSqs, name: string): void {
  const [message] = sqs.receive(name, { MaxNumberOfMessages: 2 });
  if (message) sqs.received.set(name, message);
}

function deleteReceived(sqs: StoredSqs, name: string): void {
  const message = sqs.received.get(name);
  if (message) sqs.delete(name, message);
}

function changeVisibility(sqs: StoredSqs, name: string, seconds: number): void {
  const message = sqs.received.get(name);
  if (message) sqs.changeVisibility(name, message, seconds);
}

function startMoveTask(sqs: StoredSqs): void {
  const [SourceArn, DestinationArn] = [sqs.arn('dead'), sqs.arn('a')];
  sqs.run('StartMessageMoveTask', { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: 1 });
}

function recreate(sqs: StoredSqs, name: string): void {
  sqs.run('DeleteQueue', { QueueUrl: name });
  sqs.create(name);
}

const step = <T>(weight: number, values: fc.Arbitrary<T>, toStep: (value: T) => Step) => ({
  weight,
  arbitrary: values.map(toStep),
});

const steps: fc.Arbitrary<Step> = fc.oneof(
  step(16, fc.tuple(names, fc.string(), fc.nat(2)), ([name, text, group]) => (sqs) => {
    send(sqs, name, text, group);
  }),
  step(12, names, (name) => (sqs) => receive(sqs, name)),
  step(6, names, (name) => (sqs) => deleteReceived(sqs, name)),
  step(6, fc.tuple(names, fc.constantFrom(0, 5, 30)), ([name, seconds]) => (sqs) => {
    changeVisibility(sqs, name, seconds);
  }),
  step(6, fc.integer({ min: 1, max: 40 }), (seconds) => (sqs) => sqs.clock.advanceSeconds(seconds)),
  step(1, names, (name) => (sqs) => sqs.run('PurgeQueue', { QueueUrl: name })),
  step(1, names, (name) => (sqs) => recreate(sqs, name)),
  step(1, fc.constant(undefined), () => startMoveTask),
  step(1, fc.constant(undefined), () => (sqs) => sqs.account.restore(takeOut(sqs.account))),
);

function takeOut(account: Account): AccountRecord {
  const record = account.export();
  account.clear();
  return record;
}

describe('The store', () => {
  const newFolder = useDataFolder();

  it('holds after every commit what the account holds, whatever happens', () =>
    holdsAll(10, undefined)).timeout(60_000);

  it('holds it too while it clears out what is gone, in small steps', () => holdsAll(15, 1_600)).timeout(
    60_000,
  );

  function holdsAll(numRuns: number, smallLogBytes: number | undefined): Promise<void> {
    const turnsOfSteps = fc.array(fc.array(steps, { maxLength: 8 }), { minLength: 3, maxLength: 8 });
    const property = fc.asyncProperty(turnsOfSteps, async (turns) => {
      const folder = newFolder();
      const sqs = new StoredSqs(folder, smallLogBytes);
      try {
        for (const suffix of ['', '.fifo']) {
          sqs.create(`a${suffix}`, { VisibilityTimeout: '10' });
          sqs.createDeadLetterQueue(`a${suffix}`, `dead${suffix}`, 2);
        }
        for (const turn of turns) {
          for (const step of turn) attempt(() => step(sqs));
          assert.equal(await sqs.commit(), undefined);
          assert.equal(sqs.store.isPending, false);
          const found = readCopy(folder, newFolder(), new ManualClock(sqs.clock.now()));
          assert.deepEqual(found, comparable(sqs.account));
          // Looking at the counts may have ended visibility timeouts.
          await sqs.commit();
        }
      } finally {
        sqs.store.close();
      }
    });
    return fc.assert(property, { numRuns });
  }

  it('writes nothing for a message that is sent, received and deleted in one turn', async () => {
    const folder = newFolder();
    const sqs = new StoredSqs(folder);
    sqs.create('q');
    sqs.send('q', 'a');
    sqs.delete('q', sqs.receiveOne('q'));
    await sqs.commit();
    sqs.store.close();
    const { queues } = readCopy(folder, newFolder(), sqs.clock);
    assert.deepEqual(
      queues.map((queue) => queue.messages),
      [[]],
    );
  });

  it('lets the answers of a turn go together, after the turn', async () => {
    const sqs = new StoredSqs(newFolder());
    sqs.create('q');
    const order: string[] = [];
    const answers = ['a', 'b'].map((body) => {
      sqs.send('q', body);
      return sqs.commit().then(() => order.push(body));
    });
    assert.equal(sqs.store.isPending, true);
    await Promise.resolve();
    order.push('turn');
    await Promise.all(answers);
    assert.deepEqual(order, ['turn', 'a', 'b']);
    sqs.store.close();
  });

  it('gives the disk back what a purge took, step by step', async () => {
    const folder = newFolder();
    const file = path.join(folder, 'queues.db');
    const sqs = new StoredSqs(folder);
    sqs.create('q');
    sqs.create('kept');
    sqs.send('kept', 'kept');
    for (let count = 0; count < 24; count++) {
      for (const letter of 'abcdefghij') sqs.send('q', letter.repeat(50_000));
      await sqs.commit();
    }
    sqs.run('PurgeQueue', { QueueUrl: 'q' });
    const steps = 70;
    for (let count = 0; count < steps; count++) await sqs.commit();
    sqs.store.close();
    const mebibytes = statSync(file).size / 1024 ** 2;
    assert.ok(mebibytes < 6, `12 MiB became ${mebibytes} MiB`);
    const { queues } = readCopy(folder, newFolder(), sqs.clock);
    assert.deepEqual(
      queues.map(({ name, messages }) => [name, messages.length]),
      [
        ['q', 0],
        ['kept', 1],
      ],
    );
  }).timeout(30_000);

  it('hears nothing any more once it is closed', () => {
    const sqs = new StoredSqs(newFolder());
    const listener: CoreListener = sqs.store.listener;
    sqs.store.close();
    sqs.create('late');
    assert.equal(sqs.store.isPending, false);
    assert.ok(listener);
  });
});
