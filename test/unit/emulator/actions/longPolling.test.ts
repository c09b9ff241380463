import assert from 'node:assert/strict';
import type { ReceiveMessageRequest, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { DirectSqs } from '../../../support/directSqs';

/** A receive that has to wait, and what it was answered so far. */
class Poll {
  answer: ReceiveMessageResult | undefined;
  readonly abort = new AbortController();

  constructor(sqs: DirectSqs, QueueUrl: string, more: Partial<ReceiveMessageRequest> = {}) {
    const input = { QueueUrl, WaitTimeSeconds: 20, ...more };
    const answer = sqs.start('ReceiveMessage', input, { signal: this.abort.signal });
    assert.ok(answer instanceof Promise, 'it did not wait');
    void answer.then((result) => {
      this.answer = result;
    });
  }

  async bodies(): Promise<(string | undefined)[] | undefined> {
    await new Promise(setImmediate);
    return this.answer && (this.answer.Messages ?? []).map(({ Body }) => Body);
  }
}

describe('A long poll', () => {
  it('is answered by the send', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const poll = new Poll(sqs, url);
    assert.equal(await poll.bodies(), undefined);
    sqs.send(url, 'x');
    assert.deepEqual(await poll.bodies(), ['x']);
    assert.deepEqual(sqs.counts(url), [0, 1, 0]);
    assert.equal(sqs.clock.timerCount, 0);
  });

  it('ends with nothing after its wait time, and not before', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const poll = new Poll(sqs, url);
    sqs.clock.advance(19_999);
    assert.equal(await poll.bodies(), undefined);
    sqs.clock.advance(1);
    assert.deepEqual(await poll.bodies(), []);
    assert.deepEqual(poll.answer, {});
    assert.equal(sqs.clock.timerCount, 0);
  });

  it('is answered when a visibility timeout ends', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    sqs.receiveOne(url, { VisibilityTimeout: 5 });
    const poll = new Poll(sqs, url);
    sqs.clock.advance(4999);
    assert.equal(await poll.bodies(), undefined);
    sqs.clock.advance(1);
    assert.deepEqual(await poll.bodies(), ['x']);
  });

  it('is answered when a message is released, before its old deadline', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    const message = sqs.receiveOne(url);
    const poll = new Poll(sqs, url);
    sqs.changeVisibility(url, message, 0);
    assert.deepEqual(await poll.bodies(), ['x']);
  });

  it('is answered when a visibility timeout was shortened meanwhile', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    const message = sqs.receiveOne(url);
    const poll = new Poll(sqs, url);
    sqs.changeVisibility(url, message, 3);
    sqs.clock.advanceSeconds(3);
    assert.deepEqual(await poll.bodies(), ['x']);
  });

  for (const name of ['q', 'q.fifo']) {
    it(`on ${name} is answered when a delay ends`, async () => {
      const sqs = new DirectSqs();
      const url = sqs.create(name, { DelaySeconds: '5' });
      const poll = new Poll(sqs, url);
      if (name === 'q') sqs.send(url, 'x');
      else sqs.sendTo(url, 'g', 'x');
      sqs.clock.advance(4999);
      assert.equal(await poll.bodies(), undefined);
      sqs.clock.advance(1);
      assert.deepEqual(await poll.bodies(), ['x']);
    });
  }

  it('on a FIFO queue is answered when a delete frees the group', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo');
    sqs.sendTo(url, 'g', 'a');
    sqs.sendTo(url, 'g', 'b');
    const first = sqs.receiveOne(url);
    const poll = new Poll(sqs, url);
    sqs.delete(url, first);
    assert.deepEqual(await poll.bodies(), ['b']);
  });

  it('on a dead-letter queue is answered when a message is moved there', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const dlq = sqs.createDeadLetterQueue(url, 'dlq', 1);
    sqs.send(url, 'x');
    sqs.receiveOne(url, { VisibilityTimeout: 0 });
    const poll = new Poll(sqs, dlq);
    assert.deepEqual(sqs.receive(url), []);
    assert.deepEqual(await poll.bodies(), ['x']);
  });

  it('waits its turn: first come, first served, one message each', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const polls = [new Poll(sqs, url), new Poll(sqs, url), new Poll(sqs, url)];
    sqs.send(url, 'a');
    sqs.send(url, 'b');
    const bodies = await Promise.all(polls.map((poll) => poll.bodies()));
    assert.deepEqual(bodies, [['a'], ['b'], undefined]);
  });

  it('takes nothing for a client that is gone', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const poll = new Poll(sqs, url);
    poll.abort.abort();
    assert.deepEqual(await poll.bodies(), []);
    assert.equal(sqs.clock.timerCount, 0);
    sqs.send(url, 'x');
    assert.deepEqual(sqs.counts(url), [1, 0, 0]);
    const input = { QueueUrl: url, WaitTimeSeconds: 20 };
    assert.deepEqual(sqs.run('ReceiveMessage', input, { signal: poll.abort.signal }), {});
    assert.deepEqual(sqs.counts(url), [1, 0, 0]);
  });

  it('uses the wait time of the queue unless the request has one', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { ReceiveMessageWaitTimeSeconds: '2' });
    assert.deepEqual(sqs.run('ReceiveMessage', { QueueUrl: url, WaitTimeSeconds: 0 }), {});
    const waiting = sqs.start('ReceiveMessage', { QueueUrl: url });
    sqs.clock.advanceSeconds(2);
    assert.deepEqual(await waiting, {});
  });

  it('ends when its queue is deleted', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const poll = new Poll(sqs, url);
    sqs.run('DeleteQueue', { QueueUrl: url });
    assert.deepEqual(await poll.bodies(), []);
    assert.equal(sqs.clock.timerCount, 0);
  });

  it('costs one timer per queue, however many wait', async () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const polls = Array.from(
      { length: 100 },
      (_, index) => new Poll(sqs, url, { WaitTimeSeconds: 1 + (index % 20) }),
    );
    assert.equal(sqs.clock.timerCount, 1);
    sqs.clock.advanceSeconds(10);
    const answered = await Promise.all(polls.map((poll) => poll.bodies()));
    assert.equal(answered.filter((bodies) => bodies !== undefined).length, 50);
    assert.equal(sqs.clock.timerCount, 1);
    sqs.clock.advanceSeconds(10);
    assert.equal(sqs.clock.timerCount, 0);
  });

  it("is answered once by queues that are each other's dead-letter queue", async () => {
    const sqs = new DirectSqs();
    const a = sqs.create('a');
    const b = sqs.createDeadLetterQueue(a, 'b', 1);
    sqs.set(b, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: sqs.arn(a), maxReceiveCount: 1 }) });
    sqs.send(a, 'x');
    sqs.receiveOne(a, { VisibilityTimeout: 1 });
    const polls = [new Poll(sqs, a), new Poll(sqs, b), new Poll(sqs, a)];
    sqs.clock.advanceSeconds(20);
    const bodies = (await Promise.all(polls.map((poll) => poll.bodies()))).flat();
    assert.ok(bodies.length <= 1);
    const counts = [sqs.counts(a), sqs.counts(b)].flat();
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      1,
    );
  });
});
