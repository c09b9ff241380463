import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chooseGroups } from '../../../src/traffic/groups';
import { randomUuid, randomWhole, seededRandom } from '../../../src/traffic/random';
import { RecentIds } from '../../../src/traffic/recentIds';
import { compileTemplate, PlaceholderError } from '../../../src/traffic/template';
import { FiguresRecorder } from '../../../src/traffic/trafficFigures';
import type { GroupDistribution } from '../../../src/traffic/trafficSpec';

describe('the seeded random source', () => {
  it('gives the published numbers of its generator', () => {
    const random = seededRandom(1);
    const numbers = [random(), random(), random()].map((number) => Math.floor(number * 2 ** 32));
    assert.deepEqual(numbers, [2_693_262_067, 11_749_833, 2_265_367_787]);
  });

  it('draws whole numbers evenly, both ends included', () => {
    const counts = new Map<number, number>();
    const random = seededRandom(5);
    for (let i = 0; i < 30_000; i++) {
      const number = randomWhole(random, -1, 1);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts.keys()].sort((a, b) => a - b),
      [-1, 0, 1],
    );
    for (const count of counts.values()) assert.ok(Math.abs(count - 10_000) < 300, `${count} draws`);
  });

  it('makes UUIDs of version 4 that differ', () => {
    const random = seededRandom(3);
    const uuids = Array.from({ length: 1_000 }, () => randomUuid(random));
    for (const uuid of uuids) {
      assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    assert.equal(new Set(uuids).size, 1_000);
  });
});

describe('a template', () => {
  const values = { index: 12, now: Date.UTC(2025, 2, 1, 12, 30), random: seededRandom(1) };

  it('leaves text and JSON braces as they are', () => {
    const text = '{"a":{"b":{"c":[{}]}},"d":"{ {x} }"}';
    assert.equal(compileTemplate(text)(values), text);
  });

  it('fills in index and time', () => {
    const template = compileTemplate('{"a":{"n":{{index}}},"at":"{{ timestamp }}"}');
    assert.equal(template(values), '{"a":{"n":12},"at":"2025-03-01T12:30:00.000Z"}');
  });

  it('draws a new number for every placeholder', () => {
    const text = compileTemplate('{{random 1 1000000}} {{random 1 1000000}}')(values);
    const [first, second] = text.split(' ').map(Number);
    assert.notEqual(first, second);
  });

  for (const text of [
    '{{}}',
    '{{indx}}',
    '{{index 1}}',
    '{{random}}',
    '{{random 1}}',
    '{{random 5 1}}',
    '{{random 1 2 3}}',
    '{{random a b}}',
    '{{random 1.5 2}}',
  ]) {
    it(`refuses ${text} and names it`, () => {
      assert.throws(
        () => compileTemplate(`before ${text} after`),
        (error) => error instanceof PlaceholderError && error.placeholder === text,
      );
    });
  }
});

describe('message groups', () => {
  function share(groups: GroupDistribution, messages: number): Record<string, number> {
    const choose = chooseGroups(groups, seededRandom(11));
    const counts: Record<string, number> = {};
    for (let i = 0; i < messages; i++) {
      const group = choose(i);
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return counts;
  }

  it('of one group are all the same', () => {
    assert.deepEqual(share({ kind: 'one', messageGroupId: 'mine' }, 10), { mine: 10 });
  });

  it('go round in turn', () => {
    assert.deepEqual(share({ kind: 'roundRobin', count: 4 }, 40), {
      'group-1': 10,
      'group-2': 10,
      'group-3': 10,
      'group-4': 10,
    });
  });

  it('drawn at random are about equally many', () => {
    const counts = share({ kind: 'random', count: 5 }, 10_000);
    assert.equal(Object.keys(counts).length, 5);
    for (const count of Object.values(counts)) assert.ok(Math.abs(count - 2_000) < 200, `${count} of 10000`);
  });

  it('of a zipf distribution fall off as one by their number', () => {
    const counts = share({ kind: 'zipf', count: 4 }, 25_000);
    // 1 + 1/2 + 1/3 + 1/4 = 25/12
    for (const [group, expected] of [12_000, 6_000, 4_000, 3_000].entries()) {
      const count = counts[`group-${group + 1}`] ?? 0;
      assert.ok(Math.abs(count - expected) < 300, `group ${group + 1} has ${count}, not about ${expected}`);
    }
  });
});

describe('recent ids', () => {
  it('knows an id again for as long as its capacity', () => {
    const ids = new RecentIds(100);
    assert.equal(ids.add('a'), false);
    for (let i = 0; i < 99; i++) assert.equal(ids.add(`${i}`), false);
    assert.equal(ids.add('a'), true);
  });

  it('never holds more than twice its capacity', () => {
    const ids = new RecentIds(100);
    let largest = 0;
    for (let i = 0; i < 10_000; i++) {
      ids.add(`${i}`);
      largest = Math.max(largest, ids.size);
    }
    assert.ok(largest < 200, `${largest} ids`);
  });
});

describe('the figures of a run', () => {
  it('tell percentiles within a thousandth', () => {
    const recorder = new FiguresRecorder();
    for (let ms = 1; ms <= 10_000; ms++) recorder.didDelete(1, ms);
    const { p50Ms = 0, p99Ms = 0 } = recorder.read().receiveToDelete ?? {};
    assert.ok(Math.abs(p50Ms - 5_000) <= 10, `p50 is ${p50Ms}`);
    assert.ok(Math.abs(p99Ms - 9_900) <= 20, `p99 is ${p99Ms}`);
  });

  it('have no percentiles before anything was deleted', () => {
    assert.equal(new FiguresRecorder().read().receiveToDelete, undefined);
  });
});
