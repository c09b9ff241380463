import '../../support/l10n';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseLatency, parseShare } from '../../../src/commands/faultInput';
import type { FaultKind, FaultRule, LifeEvent, RequestRecord } from '../../../src/emulator/admin/adminTypes';
import { faultKinds } from '../../../src/emulator/admin/faultRules';
import { areSamePowers, powersOf } from '../../../src/localEmulator/emulatorPowers';
import { editorAgent, isEditorLook } from '../../../src/shared/editorAgent';
import { lifeLine, requestLine } from '../../../src/words/activityText';
import { faultKindDetail, faultKindText, faultRuleText } from '../../../src/words/faultText';
import { powersTexts } from '../../../src/words/powersText';

const behaves = { areFaultsOn: false, isClockPaused: false, aheadMs: 0 };
const at = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();

describe('What is unusual about the emulator', () => {
  it('is nothing while it behaves and keeps time', () => {
    assert.deepEqual(powersTexts(undefined), []);
    assert.deepEqual(powersTexts(behaves), []);
  });

  it('is told of faults, of a clock that stands, is ahead or behind', () => {
    assert.deepEqual(powersTexts({ ...behaves, areFaultsOn: true, isClockPaused: true, aheadMs: -5_000 }), [
      'faults on',
      'clock paused',
    ]);
    assert.deepEqual(powersTexts({ ...behaves, aheadMs: 5_400_000 }), ['clock 1 h 30 min ahead']);
    assert.deepEqual(powersTexts({ ...behaves, aheadMs: -60_000 }), ['clock 1 min behind']);
  });

  it('stays the same while a paused clock falls behind, and with the jitter of a running one', () => {
    const paused = { ...behaves, isClockPaused: true };
    assert.ok(areSamePowers(paused, { ...paused, aheadMs: -2_000 }));
    assert.ok(!areSamePowers(behaves, { ...behaves, aheadMs: 2_000 }));
    assert.ok(!areSamePowers(behaves, undefined));
    const health = { areFaultsOn: false, clock: { now: 0, isPaused: false, aheadMs: -1 } };
    assert.equal(Math.abs(powersOf(health as unknown as Parameters<typeof powersOf>[0]).aheadMs), 0);
  });
});

describe('Faults', () => {
  it('of every kind have a name and a sentence of their own', () => {
    const texts = (toText: (kind: FaultKind) => string) => new Set(faultKinds.map(toText)).size;
    assert.equal(texts(faultKindText), faultKinds.length);
    assert.equal(texts(faultKindDetail), faultKinds.length);
  });

  const rules: readonly (readonly [FaultRule, string])[] = [
    [
      { kind: 'error', code: 'ServiceUnavailable', rate: 0.1, queue: 'orders' },
      'error ServiceUnavailable, 10 % of orders',
    ],
    [{ kind: 'latency', minMs: 50, maxMs: 500, rate: 0.005 }, 'latency 50–500 ms, 0.5 % of all queues'],
    [{ kind: 'laggingCounts', lagMs: 5_000 }, 'lagging counts 5 s, 100 % of all queues'],
  ];
  for (const [rule, text] of rules)
    it(`are told as “${text}”`, () => assert.equal(faultRuleText(rule), text));

  it('have a share in percent', () => {
    assert.deepEqual(['10', ' 10 % ', '0.5%', '0,5 %', '100'].map(parseShare), [0.1, 0.1, 0.005, 0.005, 1]);
    assert.deepEqual(['', '0', '101', 'often', '-1'].map(parseShare), Array(5).fill(undefined));
  });

  it('have a latency in milliseconds, or a range of them', () => {
    assert.deepEqual(parseLatency('200'), { minMs: 200, maxMs: 200 });
    assert.deepEqual(parseLatency('100 - 500 ms'), { minMs: 100, maxMs: 500 });
    assert.deepEqual(['', '0', '500-100', '900001', 'slow'].map(parseLatency), Array(5).fill(undefined));
  });
});

describe('The activity of the emulator', () => {
  const request: RequestRecord = {
    sequence: 1,
    at,
    durationMs: 2.6,
    action: 'SendMessage',
    queueName: 'orders',
    region: 'us-east-1',
    status: 200,
    userAgent: 'aws-sdk-js/3.1169.0 ua/2.1 os/linux',
  };
  const event: LifeEvent = {
    sequence: 1,
    at,
    kind: 'received',
    queueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
    messageId: '640f044c',
    receiveCount: 2,
    by: { accessKeyId: undefined, userAgent: 'Boto3/1.35 md/x' },
  };

  it('has a line for each request: when, what, the answer, how long, who', () => {
    assert.equal(requestLine(request), '03:04:05.006  SendMessage orders → 200 (3 ms, aws-sdk-js/3.1169.0)');
    assert.match(requestLine({ ...request, status: 403, errorCode: 'OverLimit' }), /→ 403 OverLimit \(/);
    assert.match(requestLine({ ...request, status: 0 }), /→ connection cut \(/);
    assert.match(requestLine({ ...request, action: '' }), /no SQS request orders/);
  });

  it('calls the editor by its name, whose looks at queues can be told from what it was asked to do', () => {
    const userAgent = `${request.userAgent} ${editorAgent}`;
    assert.match(requestLine({ ...request, userAgent }), /\(3 ms, the editor\)$/);
    assert.ok(!isEditorLook({ ...request, userAgent }), 'it was asked to send');
    assert.ok(isEditorLook({ ...request, userAgent, action: 'GetQueueAttributes' }));
    assert.ok(!isEditorLook({ ...request, action: 'GetQueueAttributes' }), 'it was a program');
  });

  it('has a line for each thing that happens to a message', () => {
    assert.equal(lifeLine(event), '03:04:05.006    640f044c in orders: received (2) by Boto3/1.35');
    assert.match(lifeLine({ ...event, kind: 'timedOut' }), /: its visibility timeout ended$/);
    const targetArn = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';
    assert.match(lifeLine({ ...event, kind: 'deadLettered', targetArn }), /too often, moved to orders-dlq$/);
    assert.match(lifeLine({ ...event, kind: 'purged', messageId: undefined }), / {4}orders: purged by/);
  });
});
