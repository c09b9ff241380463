import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { ChangesBelow } from '../../../src/explorer/changesBelow';
import { ConnectionNode, type ExplorerNode, RegionNode } from '../../../src/explorer/nodes';
import { emulatorConnection } from '../../../src/sqs/connection';

describe('changes of rows while VS Code fetches those below', () => {
  const connection = new ConnectionNode(emulatorConnection);
  const here = new RegionNode(emulatorConnection, 'us-east-1');
  const there = new RegionNode(emulatorConnection, 'eu-west-1');
  let fired: (readonly ExplorerNode[])[];
  let changes: ChangesBelow;

  beforeEach(() => {
    fired = [];
    changes = new ChangesBelow({
      parentOf: ({ kind }) => (kind === 'region' ? connection : undefined),
      fire: (nodes) => fired.push(nodes),
    });
  });

  it('are told at once where nothing is fetched below them', () => {
    const ended = changes.fetching(here);
    changes.tell([there]);
    assert.deepEqual(fired, [[there]]);
    ended();
    assert.deepEqual(fired, [[there]]);
  });

  it('wait for the end of every fetch below them, each row told once', () => {
    const endedHere = changes.fetching(here);
    const endedThere = changes.fetching(there);
    changes.tell([connection, here]);
    changes.tell([connection]);
    assert.deepEqual(fired, []);
    endedHere();
    assert.deepEqual(fired, [[here]]);
    endedThere();
    assert.deepEqual(fired, [[here], [connection]]);
  });

  it('are not told any more once everything is drawn anew', () => {
    const ended = changes.fetching(here);
    changes.tell([connection]);
    changes.clear();
    ended();
    assert.deepEqual(fired, []);
  });
});
