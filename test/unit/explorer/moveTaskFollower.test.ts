import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { MoveTaskFollower, type MoveTaskReading } from '../../../src/explorer/moveTaskFollower';
import type { MoveTask, MoveTaskStatus, SqsServices } from '../../../src/sqs/sqsService';
import { ManualTimers } from '../../support/manualTimers';

const queue = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueName: 'orders-dlq',
  queueUrl: 'http://127.0.0.1:9324/000000000000/orders-dlq',
};
const sourceArn = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';

describe('the follower of message move tasks', () => {
  let timers: ManualTimers;
  let follower: MoveTaskFollower;
  let answers: (() => Promise<readonly MoveTask[]>)[];
  let calls: number;
  let readings: MoveTaskReading[];
  let failures: unknown[];
  let reported: unknown[];

  beforeEach(() => {
    timers = new ManualTimers();
    answers = [];
    calls = 0;
    readings = [];
    failures = [];
    reported = [];
    const listMessageMoveTasks = () => {
      calls += 1;
      return (answers.shift() ?? (() => Promise.resolve([task('COMPLETED')])))();
    };
    follower = new MoveTaskFollower({
      services: { get: () => ({ listMessageMoveTasks }) } as unknown as SqsServices,
      timers,
      pauseMs: () => 1_000,
      report: (error) => reported.push(error),
    });
    follower.onDidRead((reading) => readings.push(reading));
    follower.onDidFail(({ error }) => failures.push(error));
  });

  afterEach(() => follower.dispose());

  it('reads until no task runs any more', async () => {
    answers = [() => Promise.resolve([task('RUNNING')]), () => Promise.resolve([task('RUNNING')])];
    follower.follow(queue, sourceArn);
    await timers.advance(10_000);
    assert.deepEqual(statuses(), ['RUNNING', 'RUNNING', 'COMPLETED']);
    assert.equal(timers.pending, 0);
  });

  it('tells of a look that failed, follows no longer, and can be asked again', async () => {
    const error = new Error('SQS does not answer.');
    answers = [() => Promise.resolve([task('RUNNING')]), () => Promise.reject(error)];
    follower.follow(queue, sourceArn);
    await timers.advance(10_000);
    assert.deepEqual(failures, [error]);
    assert.deepEqual(reported, [error]);
    assert.equal(timers.pending, 0);
    follower.follow(queue, sourceArn);
    await timers.advance(0);
    assert.deepEqual(statuses(), ['RUNNING', 'COMPLETED']);
  });

  it('reads once more when it is asked while an answer is on its way', async () => {
    let answer: (tasks: readonly MoveTask[]) => void = () => undefined;
    answers = [() => new Promise((resolve) => (answer = resolve))];
    follower.follow(queue, sourceArn);
    follower.follow(queue, sourceArn);
    assert.equal(calls, 1);
    answer([]);
    await timers.advance(1_000);
    assert.deepEqual(statuses(), [undefined, 'COMPLETED']);
  });

  it('follows again what is asked for by whom it tells of the end', async () => {
    const listening = follower.onDidRead(() => {
      listening.dispose();
      follower.follow(queue, sourceArn);
    });
    follower.follow(queue, sourceArn);
    await timers.advance(1_000);
    assert.equal(calls, 2);
  });

  function statuses(): (MoveTaskStatus | undefined)[] {
    return readings.map(({ tasks }) => tasks[0]?.status);
  }
});

function task(status: MoveTaskStatus): MoveTask {
  return { status, sourceArn, moved: 0, startedAt: 0 };
}
