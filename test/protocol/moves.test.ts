import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import type { FaultRule } from '../../src/emulator/admin/adminTypes';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { Move } from '../../src/moves/move';
import { MoveJournal } from '../../src/moves/moveJournal';
import { runMoves } from '../../src/moves/runMoves';
import type { MessageDraft, ReceivedMessage } from '../../src/shared/message';
import type { QueueRef } from '../../src/shared/queue';
import { useEmulatorServices } from '../support/emulatorServices';
import { crashMoves } from '../support/moveCrash';

const FIFO = { FifoQueue: 'true' };
const RICH: MessageDraft = {
  body: 'Grüße 👋\r\n{"a":1}',
  attributes: [
    { name: 'Kind', dataType: 'String.custom', value: 'x' },
    { name: 'Picture', dataType: 'Binary.png', value: 'AP8=' },
  ],
  messageGroupId: 'tenant-1',
  traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
};

describe('moving a message', () => {
  const emulator = useEmulatorServices();
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-moves-'));
  let journal: MoveJournal;
  let number = 0;
  let clock: number;
  let knownIds: Set<string>;

  beforeEach(() => {
    journal = new MoveJournal(folder);
    clock = Date.now();
    knownIds = new Set();
  });
  afterEach(async () => {
    await new EmulatorClient(emulator.endpoint()).clearFaults();
    for (const { id } of await journal.readUnfinished()) await journal.end(id);
    await journal.dispose();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function prepare(attributes: Record<string, string> = {}, draft: MessageDraft = RICH) {
    number += 1;
    const suffix = attributes['FifoQueue'] ? '.fifo' : '';
    const source = await emulator.createQueue(`source-${number}${suffix}`, attributes);
    const target = await emulator.createQueue(`target-${number}${suffix}`, attributes);
    const messageDeduplicationId = suffix ? 'original' : undefined;
    await emulator.service().sendMessage(source, { ...draft, messageDeduplicationId });
    const [message] = await receive(source);
    assert.ok(message);
    return { source, target, message, move: newMove(source, target, message) };
  }

  function newMove(source: QueueRef, target: QueueRef, message: ReceivedMessage): Move {
    const service = emulator.service();
    const context = { journal, knownIds, now: () => clock };
    return new Move(
      { ...context, source: { service, queue: source }, target: { service, queue: target } },
      message,
    );
  }

  const receive = (queue: QueueRef) =>
    emulator.service().receiveMessages(queue, { maxNumberOfMessages: 10, visibilityTimeout: 600 });

  async function count(queue: QueueRef): Promise<number> {
    const { visible, inFlight } = await emulator.service().readCounts(queue);
    return visible + inFlight;
  }

  /** Strikes every call of an action. The SDK tries twice. */
  async function strike(...rules: readonly FaultRule[]): Promise<void> {
    await new EmulatorClient(emulator.endpoint()).setFaults({ rules });
  }

  it('brings body, attributes, group and trace header to the target, and leaves nothing behind', async () => {
    const { source, target, move } = await prepare();
    const outcome = await move.run();
    assert.equal(outcome.kind, 'moved');
    assert.equal(await count(source), 0);
    const [moved] = await receive(target);
    assert.equal(moved?.body, RICH.body);
    assert.deepEqual(moved.attributes, RICH.attributes);
    assert.equal(moved.systemAttributes['MessageGroupId'], 'tenant-1');
    assert.equal(moved.systemAttributes['AWSTraceHeader'], RICH.traceHeader);
    assert.deepEqual(await journal.readUnfinished(), []);
  });

  it('leaves the message where it is when the target refuses it, and lists nothing', async () => {
    const { source, target, move } = await prepare();
    await emulator.service().deleteQueue(target);
    assert.equal((await move.run()).kind, 'notSent');
    assert.equal(await count(source), 1);
    assert.deepEqual(await journal.readUnfinished(), []);
  });

  it('lists the message when the send fails without a word of whether it arrived', async () => {
    const { source, move, message } = await prepare();
    await strike({ kind: 'error', code: 'InternalFailure', actions: ['SendMessage'] });
    assert.equal((await move.run()).kind, 'unknown');
    assert.equal(await count(source), 1);
    const [listed] = await journal.readUnfinished();
    assert.equal(listed?.messageId, message.messageId);
    assert.equal(listed.state, 'sending');
  });

  it('lists the message when the answer is lost, and a retry on a FIFO queue adds no second one', async () => {
    const { source, target, move, message } = await prepare(FIFO);
    await strike({ kind: 'lostAnswer', actions: ['SendMessage'] });
    assert.equal((await move.run()).kind, 'unknown');
    assert.equal(await count(target), 1);
    assert.equal((await journal.readUnfinished())[0]?.messageId, message.messageId);
    await strike();
    assert.equal(move.retryMayDouble, false);
    assert.equal((await move.run()).kind, 'moved');
    assert.deepEqual([await count(source), await count(target)], [0, 1]);
    assert.deepEqual(await journal.readUnfinished(), []);
  });

  it('says that a retry may add a second message once the deduplication ID is forgotten', async () => {
    const { move } = await prepare(FIFO);
    await strike({ kind: 'lostAnswer', actions: ['SendMessage'] });
    await move.run();
    clock += 299_999;
    assert.equal(move.retryMayDouble, false);
    clock += 1;
    assert.equal(move.retryMayDouble, true);
  });

  it('says at once that a retry may add a second message to a standard queue', async () => {
    const { move } = await prepare();
    await strike({ kind: 'lostAnswer', actions: ['SendMessage'] });
    await move.run();
    assert.equal(move.retryMayDouble, true);
  });

  it('lists a message that a repeated call may have added twice', async () => {
    const { source, target, move } = await prepare();
    await strike({ kind: 'lostAnswer', actions: ['SendMessage'], times: 1 });
    const outcome = await move.run();
    assert.ok(outcome.kind === 'moved' && outcome.mayBeTwice, JSON.stringify(outcome));
    assert.deepEqual([await count(source), await count(target)], [0, 2]);
    assert.equal((await journal.readUnfinished())[0]?.state, 'twice');
  });

  it('lists the message when the delete fails, and a retry only deletes', async () => {
    const { source, target, move, message } = await prepare();
    await strike({ kind: 'error', code: 'InternalFailure', actions: ['DeleteMessage'] });
    const outcome = await move.run();
    assert.equal(outcome.kind, 'notDeleted');
    const [listed] = await journal.readUnfinished();
    assert.equal(listed?.messageId, message.messageId);
    assert.equal(listed.state, 'sent');
    assert.equal(listed.newMessageId, outcome.kind === 'notDeleted' && outcome.newMessageId);
    await strike();
    assert.equal((await move.run()).kind, 'moved');
    assert.deepEqual([await count(source), await count(target)], [0, 1]);
    assert.deepEqual(await journal.readUnfinished(), []);
  });

  it('lists the message when its receipt lapses between send and delete on a FIFO queue', async () => {
    const { source, target, message } = await prepare(FIFO);
    const service = emulator.service();
    // As far as this program knows the receipt is good.
    await service.changeVisibility(source, message.receiptHandle, 0);
    await receive(source);
    const move = newMove(source, target, message);
    assert.equal((await move.run()).kind, 'notDeleted');
    assert.deepEqual([await count(source), await count(target)], [1, 1]);
    assert.equal((await journal.readUnfinished())[0]?.state, 'sent');
  });

  it('sends nothing when the receipt has lapsed already on a FIFO queue', async () => {
    const { source, target, message } = await prepare(FIFO);
    clock = message.visibleAgainAt;
    assert.equal((await newMove(source, target, message).run()).kind, 'notHeld');
    assert.deepEqual([await count(source), await count(target)], [1, 0]);
    assert.deepEqual(await journal.readUnfinished(), []);
  });

  it('holds the message longer before it sends when its receipt is about to lapse', async () => {
    const { source, target, message } = await prepare();
    await emulator.service().changeVisibility(source, message.receiptHandle, 5);
    const move = newMove(source, target, { ...message, visibleAgainAt: clock + 5_000 });
    assert.equal((await move.run()).kind, 'moved');
    const admin = new EmulatorClient(emulator.endpoint());
    const action = 'ChangeMessageVisibility';
    const { requests } = await admin.listRequests({ queue: source.queueName, action });
    assert.equal(requests.length, 2);
  });

  it('deletes nothing when the answer tells of a message that was there before', async () => {
    const { source, move, message } = await prepare(FIFO);
    knownIds.add(message.messageId);
    const target = await emulator.createQueue('known.fifo', FIFO);
    const known = await emulator.service().sendMessage(target, { ...RICH, messageDeduplicationId: 'x' });
    knownIds.add(known.messageId);
    const service = emulator.service();
    const again = new Move(
      {
        source: { service, queue: source },
        target: {
          // A queue that takes every message for the one that it has.
          service: Object.assign(Object.create(service) as typeof service, {
            sendMessage: () => Promise.resolve(known),
          }),
          queue: target,
        },
        journal,
        knownIds,
        now: () => clock,
      },
      message,
    );
    const outcome = await again.run();
    assert.equal(outcome.kind === 'notTaken' && outcome.reason, 'duplicate');
    assert.equal(await count(source), 1);
    assert.notEqual(move.draft.messageDeduplicationId, again.draft.messageDeduplicationId);
  });

  it('moves many one after the other, and begins none after it was cancelled', async () => {
    const source = await emulator.createQueue('many', {});
    const target = await emulator.createQueue('many-target', {});
    for (let index = 0; index < 6; index += 1)
      await emulator.service().sendMessage(source, { body: String(index), attributes: [] });
    const messages = await receive(source);
    const abort = new AbortController();
    const moves = messages.map((message) => newMove(source, target, message));
    const begun = await runMoves(moves, {
      atOnce: 1,
      signal: abort.signal,
      onDone: (_move, done) => done === 4 && abort.abort(),
      now: () => clock,
      sleep: () => Promise.resolve(),
    });
    assert.equal(begun.length, 4);
    assert.deepEqual([await count(source), await count(target)], [2, 4]);
  });

  it('is written down so that the process can be killed between send and delete, 20 times', async () => {
    const { rounds, inBoth } = await crashMoves(emulator.endpoint(), emulator.service(), 20);
    assert.equal(inBoth, rounds, 'some moves came to their end before the process was killed');
  });

  it('keeps a journal that a torn line does no harm to, and that other windows can settle', async () => {
    const { source, target, message } = await prepare();
    await strike({ kind: 'error', code: 'InternalFailure', actions: ['DeleteMessage'] });
    await newMove(source, target, message).run();
    // As a process leaves it that is killed while it writes.
    appendFileSync(path.join(folder, '999999999-torn.jsonl'), '{"type":"sending","id":"to');
    const other = new MoveJournal(folder);
    const [listed] = await other.readUnfinished();
    assert.ok(listed);
    await other.end(listed.id);
    assert.deepEqual(await journal.readUnfinished(), []);
    await other.dispose();
  });
});
