import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CallSums } from '../../../src/sqs/callSums';
import { type MeteredCall, RequestMeter } from '../../../src/sqs/requestMeter';

const call: MeteredCall = {
  connectionId: 'a',
  action: 'SendMessage',
  isFifo: false,
  bytesSent: 100,
  bytesReceived: 100,
  isEmptyReceive: false,
};

describe('the request meter', () => {
  for (const [bytes, requests] of [
    [0, 1],
    [65_536, 1],
    [65_537, 2],
    [1_048_576, 16],
  ] as const) {
    it(`counts ${bytes} bytes as ${requests}, whichever way they went`, () => {
      const meter = new RequestMeter(() => 0);
      meter.count({ ...call, bytesSent: bytes });
      meter.count({ ...call, bytesReceived: bytes });
      assert.deepEqual([meter.read('a').requests, meter.read('a').calls], [2 * requests, 2]);
    });
  }

  it('prices FIFO queues for themselves, and tells actions and empty receives', () => {
    const meter = new RequestMeter(() => 0);
    for (let count = 0; count < 10; count++) meter.count(call);
    meter.count({ ...call, action: 'ReceiveMessage', isFifo: true, isEmptyReceive: true });
    const { cost, byAction, emptyReceives } = meter.read('a');
    assert.equal(cost.toFixed(7), '0.0000045');
    assert.deepEqual(byAction, { SendMessage: 10, ReceiveMessage: 1 });
    assert.equal(emptyReceives, 1);
  });

  it('prices calls of other services for themselves', () => {
    const meter = new RequestMeter(() => 0);
    meter.count(call);
    meter.addOther('a', 'GetMetricData', 0.00008);
    const { cost, byAction, requests, lastHour } = meter.read('a');
    assert.equal(cost.toFixed(7), '0.0000804');
    assert.deepEqual([byAction, requests, lastHour], [{ SendMessage: 1, GetMetricData: 1 }, 2, 2]);
  });

  it('takes the sums of another thread as if it had counted the calls itself', () => {
    const own = new RequestMeter(() => 0);
    const told = new RequestMeter(() => 0);
    const sums = new CallSums();
    const calls = [call, { ...call, bytesSent: 70_000 }, { ...call, isFifo: true, isEmptyReceive: true }];
    for (const each of calls) {
      own.count(each);
      sums.count(each);
    }
    for (const sum of sums.take()) told.add('a', sum);
    assert.deepEqual(told.read('a'), own.read('a'));
    assert.equal(told.read('a').requests, 4);
    assert.deepEqual(sums.take(), []);
  });

  it('forgets for the budget what is an hour old, and keeps connections apart', () => {
    let now = 0;
    const meter = new RequestMeter(() => now);
    meter.count(call);
    now = 59 * 60_000;
    meter.count(call);
    assert.equal(meter.read('a').lastHour, 2);
    now = 60 * 60_000;
    assert.equal(meter.read('a').lastHour, 1);
    assert.equal(meter.read('a').requests, 2);
    assert.equal(meter.read('b').requests, 0);
  });
});
