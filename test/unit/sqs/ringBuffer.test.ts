import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RingBuffer } from '../../../src/sqs/ringBuffer';

describe('a ring buffer', () => {
  it('keeps the newest items, oldest first', () => {
    const buffer = new RingBuffer<number>(3);
    const seen: (readonly number[])[] = [];
    for (let item = 1; item <= 7; item++) {
      buffer.push(item);
      seen.push(buffer.toArray());
    }
    assert.deepEqual(seen, [[1], [1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 6], [5, 6, 7]]);
  });
});
