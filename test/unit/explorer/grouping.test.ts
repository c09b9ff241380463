import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Group, groupByName, groupByRank, isGroup, MAX_SIBLINGS } from '../../../src/explorer/grouping';
import { compareNames, mergeSorted } from '../../../src/explorer/nameOrder';
import { shortenMiddle } from '../../../src/explorer/shortName';
import { numbered } from '../../support/countedQueues';

interface Item {
  readonly name: string;
}

type Row = Item | Group<Item>;

describe('grouping of queues', () => {
  it('shows a flat list while the queues are few', () => {
    const items = itemsOf(numbered('q', MAX_SIBLINGS));
    assert.deepEqual(group(items), items);
  });

  it('groups by the parts of names, and leaves what stands alone beside the groups', () => {
    const rows = group(
      itemsOf([
        ...numbered('billing-in', 150),
        'mail',
        ...numbered('orders-eu', 100),
        ...numbered('orders-us', 90),
      ]),
    );
    assert.deepEqual(labels(rows), ['billing- (150)', 'mail', 'orders- (190)']);
    const orders = rows.at(-1);
    assert.ok(orders && isGroup(orders));
    assert.equal(orders.rows.length, 190);
  });

  it('groups within a group that is still too long, after what its names share', () => {
    const rows = group(itemsOf([...numbered('shop-orders-eu', 150), ...numbered('shop-orders-us', 150)]));
    assert.deepEqual(labels(rows), ['shop-orders-eu- (150)', 'shop-orders-us- (150)']);
  });

  it('makes ranges of a hundred where names have no parts in common', () => {
    const rows = group(itemsOf(numbered('queue', 10_000)));
    assert.equal(rows.length, 100);
    assert.deepEqual(labels(rows).slice(0, 2), [
      'queue-00001 – queue-00100 (100)',
      'queue-00101 – queue-00200 (100)',
    ]);
  });

  it('keeps groups and puts the many that stand alone into ranges', () => {
    const alone = numbered('x', 900).map((name) => name.replace('-', ''));
    const rows = group(itemsOf([...numbered('orders', 50), ...alone]));
    assert.equal(labels(rows)[0], 'orders- (50)');
    assert.equal(rows.length, 10);
  });

  it('has the same key for a group when queues come and go', () => {
    const before = group(itemsOf([...numbered('a', 150), ...numbered('b', 150)]));
    const after = group(itemsOf([...numbered('a', 151), ...numbered('b', 149), 'c']));
    assert.deepEqual(keys(before), keys(after).slice(0, 2));
  });

  it('ranks in ranges that are called by their places, whatever the names are', () => {
    const rows = groupByRank(itemsOf(numbered('orders-eu', 250)), nameOf);
    assert.deepEqual(
      rows.filter(isGroup).map(({ label }) => label),
      [
        { kind: 'rank', from: 1, to: 100, count: 100 },
        { kind: 'rank', from: 101, to: 200, count: 100 },
        { kind: 'rank', from: 201, to: 250, count: 50 },
      ],
    );
  });

  it('never loses a queue, shows one twice, or has more children than allowed, whatever the names', () => {
    const word = fc.constantFrom('a', 'b', 'orders', 'eu', '1', '2', '_', '-', '--', 'dlq', 'x1');
    const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('-'));
    const names = fc.uniqueArray(name, { minLength: 0, maxLength: 400 });
    fc.assert(
      fc.property(names, fc.integer({ min: 5, max: 40 }), (some, limit) => {
        const items = itemsOf([...some].sort(compareNames));
        const rows = groupByName(items, nameOf, limit);
        assert.deepEqual(leaves(rows).map(nameOf).sort(), [...some].sort());
        assert.ok(longest(rows) <= limit, `${longest(rows)} siblings`);
      }),
      { numRuns: 150 },
    );
  });

  it('holds two hundred siblings at ten and at a hundred thousand queues', () => {
    for (const count of [10_000, 100_000]) {
      const rows = group(itemsOf(numbered('queue', count)));
      assert.equal(leaves(rows).length, count);
      assert.ok(longest(rows) <= MAX_SIBLINGS);
    }
  });
});

describe('the order of names', () => {
  it('merges a page into what is sorted', () => {
    const sorted = ['a', 'c', 'q9', 'q10'];
    assert.deepEqual(mergeSorted(sorted, ['z', 'b', 'q9a'], compareNames), [
      'a',
      'b',
      'c',
      'q9',
      'q9a',
      'q10',
      'z',
    ]);
    assert.deepEqual(mergeSorted([], ['b', 'a'], compareNames), ['a', 'b']);
    assert.deepEqual(mergeSorted(['a'], [], compareNames), ['a']);
  });
});

describe('a name that is too long for its row', () => {
  it('loses its middle and keeps what tells it apart', () => {
    assert.equal(shortenMiddle('payments-settlement-retry-dlq', 15), 'payment…try-dlq');
    assert.equal(shortenMiddle('orders', 15), 'orders');
    assert.equal(shortenMiddle('payments-settlement', 0), 'payments-settlement');
  });
});

function group(items: readonly Item[]): readonly Row[] {
  return groupByName(items, nameOf);
}

function itemsOf(names: readonly string[]): Item[] {
  return names.map((name) => ({ name }));
}

function nameOf({ name }: Item): string {
  return name;
}

function labels(rows: readonly Row[]): string[] {
  return rows.map((row) => {
    if (!isGroup(row)) return row.name;
    const { label } = row;
    if (label.kind === 'prefix') return `${label.prefix} (${label.count})`;
    const [first, last] = label.kind === 'rank' ? [label.from, label.to] : [label.first, label.last];
    return `${first} – ${last} (${label.count})`;
  });
}

function keys(rows: readonly Row[]): string[] {
  return rows.map((row) => (isGroup(row) ? row.key : row.name));
}

function leaves(rows: readonly Row[]): Item[] {
  return rows.flatMap((row) => (isGroup(row) ? leaves(row.rows) : [row]));
}

function longest(rows: readonly Row[]): number {
  return Math.max(rows.length, ...rows.map((row) => (isGroup(row) ? longest(row.rows) : 0)));
}
