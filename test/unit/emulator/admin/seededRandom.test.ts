import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { drawWhole, seededRandom, shuffle } from '../../../../src/emulator/admin/seededRandom';

describe('seeded random numbers', () => {
  const draw = (seed: number, stream: number, count = 1_000) => {
    const random = seededRandom(seed, stream);
    return Array.from({ length: count }, random);
  };

  it('are the same for the same seed and stream, and different for others', () => {
    assert.deepEqual(draw(1, 0), draw(1, 0));
    assert.notDeepEqual(draw(1, 0), draw(2, 0));
    assert.notDeepEqual(draw(1, 0), draw(1, 1));
  });

  it('spread evenly from 0 to 1', () => {
    const numbers = draw(42, 3, 10_000);
    assert.ok(numbers.every((number) => number >= 0 && number < 1));
    for (let tenth = 0; tenth < 10; tenth++) {
      const count = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
      assert.ok(count > 850 && count < 1_150, `${count} of 10,000 in tenth ${tenth}`);
    }
  });

  it('draw every whole number of a range, and no other', () => {
    const random = seededRandom(5);
    const drawn = new Set(Array.from({ length: 200 }, () => drawWhole(random, 3, 6)));
    assert.deepEqual([...drawn].sort(), [3, 4, 5, 6]);
  });

  it('shuffle without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = [...items];
    shuffle(shuffled, seededRandom(9));
    assert.notDeepEqual(shuffled, items);
    assert.deepEqual(
      [...shuffled].sort((a, b) => a - b),
      items,
    );
  });
});
