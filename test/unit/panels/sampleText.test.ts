import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CloudWatchHistory } from '../../../src/history/cloudWatchHistory';
import { QueueHistory } from '../../../src/history/queueHistory';
import { parseDashboardRequest } from '../../../src/panels/dashboardRequest';
import { type Histories, samplesCsv, summarizeSamples } from '../../../src/panels/sampleText';
import { parseSamplesCsv } from '../../support/samplesCsv';

const START = Date.UTC(2026, 0, 1);
const queue = {
  connectionId: 'profile:a,"b"',
  region: 'us-east-1',
  queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/orders',
  queueName: 'orders',
};

function filled(): QueueHistory {
  const history = new QueueHistory();
  const push = (second: number, visible: number, isAfterGap = false) => {
    const answeredAt = START + second * 1_000;
    history.pushSample(
      queue,
      { visible, inFlight: 1, delayed: 2, askedAt: answeredAt - 20, answeredAt },
      isAfterGap,
    );
  };
  push(1, 10);
  push(2, 30);
  push(90, 20, true);
  history.pushRates(queue, START + 2_000, { sent: 5, received: 4, deleted: 3, deadLettered: 1 }, true);
  return history;
}

/** What was sampled, without anything of CloudWatch. */
function only(samples: QueueHistory): Histories {
  return { samples, cloudWatch: new CloudWatchHistory() };
}

describe('samples as CSV', () => {
  it('are a line for each sample and each second of rates, in the order of time, without the gaps', () => {
    const csv = samplesCsv(only(filled()), [queue], { from: START, to: START + 100_000 });
    const lines = csv.trim().split('\n');
    assert.equal(lines.length, 5);
    assert.equal(
      lines[1],
      'orders,us-east-1,"profile:a,""b""",2026-01-01T00:00:00.980Z,2026-01-01T00:00:01.000Z,10,1,2,,,,,sample,,,',
    );
    const rates = lines.find((line) => line.includes(',5,4,3,1,'));
    assert.equal(
      rates,
      'orders,us-east-1,"profile:a,""b""",,2026-01-01T00:00:02.000Z,,,,5,4,3,1,activity,,,',
    );
  });

  it('are those of the span alone', () => {
    const other = { ...queue, connectionId: 'emulator' };
    const history = new QueueHistory();
    for (let second = 0; second < 10; second++) {
      const at = START + second * 1_000;
      history.pushSample(
        other,
        { visible: second, inFlight: 0, delayed: 0, askedAt: at, answeredAt: at },
        false,
      );
    }
    const csv = samplesCsv(only(history), [other], { from: START + 3_000, to: START + 5_000 });
    assert.deepEqual(
      parseSamplesCsv(csv).map(({ values }) => values[0]),
      [3, 4, 5],
    );
  });

  it('begin no field like a formula', () => {
    const history = new QueueHistory();
    const risky = { ...queue, connectionId: '=HYPERLINK("x")' };
    history.pushSample(
      risky,
      { visible: 0, inFlight: 0, delayed: 0, askedAt: START, answeredAt: START },
      false,
    );
    const csv = samplesCsv(only(history), [risky], { from: 0, to: START + 1 });
    assert.ok(csv.includes(`"'=HYPERLINK(""x"")"`), csv);
  });
});

describe('a summary of samples', () => {
  it('has last, lowest and highest of each count', () => {
    const { samples, counts } = summarizeSamples(filled(), queue, { from: START, to: START + 100_000 });
    assert.equal(samples, 3);
    assert.deepEqual(counts[0], { last: 20, lowest: 10, highest: 30 });
  });
});

describe('messages of the dashboard page', () => {
  it('are taken when they are whole', () => {
    for (const request of [
      { type: 'addQueues' },
      { type: 'keep', key: 'k', isKept: false },
      { type: 'remove', key: 'k' },
      { type: 'openMark', id: 3 },
      { type: 'savePicture', png: 'iVBORw0KGgo=' },
      { type: 'saveCsv', from: 1, to: 2 },
    ])
      assert.deepEqual(parseDashboardRequest(request), request);
  });

  it('are dropped when they are not', () => {
    for (const request of [
      { type: 'keep', key: 'k' },
      { type: 'openMark', id: '3' },
      { type: 'savePicture', png: '../../etc/passwd' },
      { type: 'saveCsv', from: 2, to: 1 },
      { type: 'copySummary', from: Number.NaN, to: 1 },
      { type: 'openSamples', from: 1 },
    ])
      assert.equal(parseDashboardRequest(request), undefined);
  });
});
