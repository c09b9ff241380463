import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { FolderClaim } from '../../../../src/emulator/store/folderClaim';
import { useDataFolder } from '../../../support/durableEmulator';

describe('The claim on a data folder', () => {
  const newFolder = useDataFolder();

  /** As if a worker thread of this process had made it. */
  function claimByThread(threadId: number): string {
    const folder = newFolder();
    const claim = new FolderClaim(folder, []);
    const file = path.join(folder, 'owner.json');
    const owner = JSON.parse(readFileSync(file, 'utf8')) as object;
    claim.release();
    writeFileSync(file, JSON.stringify({ ...owner, threadId }));
    return folder;
  }

  it('is one at a time, and free after its release', () => {
    const folder = newFolder();
    const claim = new FolderClaim(folder, []);
    assert.throws(() => new FolderClaim(folder, []), { code: 'DATA_IN_USE' });
    claim.release();
    new FolderClaim(folder, []).release();
  });

  it('of a thread of this process ends with that thread', () => {
    const folder = claimByThread(7);
    assert.throws(() => new FolderClaim(folder, [6]), { code: 'DATA_IN_USE' });
    new FolderClaim(folder, [6, 7]).release();
  });

  it('that was left half written counts no more', () => {
    const folder = claimByThread(7);
    writeFileSync(path.join(folder, 'owner.json'), '{"pid":');
    new FolderClaim(folder, []).release();
  });
});
