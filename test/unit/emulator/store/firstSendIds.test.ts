import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FirstSendIds } from '../../../../src/emulator/store/firstSendIds';

describe('Ids of first sends', () => {
  it('go on from the highest one in the file', () => {
    assert.equal(new FirstSendIds(41).add(0), 42);
  });

  it('expire in order, never before five minutes, and are reported once', () => {
    const ids = new FirstSendIds(0);
    const sentAt = new Map<number, number>();
    let dropped = 0;
    for (let now = 0; now <= 1_000_000; now += 1_000) {
      sentAt.set(ids.add(now), now);
      const expired = ids.findExpired();
      if (expired === undefined) continue;
      assert.ok(expired > dropped);
      assert.ok((sentAt.get(expired) as number) + 300_000 <= now);
      dropped = expired;
    }
    // At most the step of ten seconds behind.
    assert.ok((sentAt.get(dropped) as number) >= 1_000_000 - 300_000 - 20_000);
  });
});
