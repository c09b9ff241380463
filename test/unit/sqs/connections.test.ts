import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { emulatorConnection, profileConnection } from '../../../src/sqs/connection';
import { ConnectionStore } from '../../../src/sqs/connectionStore';
import { Failure, NO_CREDENTIALS } from '../../../src/sqs/failure';
import { accountIdOf, queueNameOf } from '../../../src/sqs/queueUrl';
import { RegionStore } from '../../../src/sqs/regionStore';
import * as sqs from '../../../src/sqs/sqs';
import { createSqsSide } from '../../../src/sqs/sqsSide';
import { MemoryMemento, MemorySecrets } from '../../support/sqsSide';

const nowhere = {
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

describe('connections', () => {
  const ids = (chosen: string, variables: Record<string, string>) =>
    new ConnectionStore({
      chosenProfile: () => chosen,
      variables,
      memory: new MemoryMemento(),
    }).connections.map(({ id }) => id);

  it('are the emulator alone on a machine without AWS', () => {
    assert.deepEqual(ids('', nowhere), ['emulator']);
  });

  it('hold the default profile where variables give credentials', () => {
    assert.deepEqual(ids('', { ...nowhere, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE' }), [
      'emulator',
      'profile:default',
    ]);
  });

  it('hold the profile that AWS_PROFILE names', () => {
    assert.deepEqual(ids('', { ...nowhere, AWS_PROFILE: 'work' }), ['emulator', 'profile:work']);
  });

  it('hold the chosen profile before all', () => {
    assert.deepEqual(ids('mine', { ...nowhere, AWS_PROFILE: 'work' }), ['emulator', 'profile:mine']);
  });
});

describe('profiles of the shared files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-aws-'));
  const before_ = { ...process.env };
  before(() => {
    writeFileSync(
      path.join(folder, 'config'),
      '[default]\nregion = eu-west-1\n[profile work]\nregion = ap-south-1\n[sso-session corp]\nsso_region = us-east-1\n[services local]\nsqs =\n  endpoint_url = http://localhost\n',
    );
    writeFileSync(
      path.join(folder, 'credentials'),
      '[keys]\naws_access_key_id = a\naws_secret_access_key = b\n',
    );
    process.env['AWS_CONFIG_FILE'] = path.join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      delete process.env[name];
  });
  after(() => {
    process.env = before_;
    rmSync(folder, { recursive: true });
  });

  it('are read with their regions, from both files', async () => {
    assert.deepEqual(await sqs.readProfiles(), [
      { name: 'default', region: 'eu-west-1' },
      { name: 'keys', region: undefined },
      { name: 'work', region: 'ap-south-1' },
    ]);
  });

  it('give a clear failure where they have no credentials, whoever is asked', async () => {
    const side = createSqsSide({
      loadSqs: () => Promise.resolve(sqs),
      emulatorEndpoint: () => undefined,
      memory: new MemoryMemento(),
      secrets: new MemorySecrets(),
      variables: process.env,
      chosenProfile: () => 'work',
      emulatorRegion: () => 'us-east-1',
    });
    const listed = side.services
      .get('profile:work', 'ap-south-1')
      .listQueues()
      [Symbol.asyncIterator]()
      .next();
    await assert.rejects(listed, (error) => {
      assert.ok(error instanceof Failure);
      assert.deepEqual([error.kind, error.code], ['denied', NO_CREDENTIALS]);
      return true;
    });
    side.dispose();
  });

  it("decide which region a profile's queues are first shown for", async () => {
    const own = (name: string, variables: Record<string, string> = {}) =>
      regionStore(variables).readRegions(profileConnection(name));
    assert.deepEqual(await own('work'), ['ap-south-1']);
    assert.deepEqual(await own('keys'), ['us-east-1']);
    assert.deepEqual(await own('work', { AWS_REGION: 'eu-north-1' }), ['eu-north-1']);
  });
});

describe('regions of a connection', () => {
  const stores: RegionStore[] = [];
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
  });

  it('are its own and those that were added, each once', async () => {
    const store = regionStore({});
    const changed: string[] = [];
    store.onDidChange(({ id }) => changed.push(id));
    await store.add(emulatorConnection, 'eu-central-1');
    await store.add(emulatorConnection, 'eu-central-1');
    await store.add(emulatorConnection, 'us-east-1');
    assert.deepEqual(await store.readRegions(emulatorConnection), ['us-east-1', 'eu-central-1']);
    await store.remove(emulatorConnection, 'eu-central-1');
    assert.deepEqual(await store.readRegions(emulatorConnection), ['us-east-1']);
    assert.deepEqual(changed, ['emulator', 'emulator', 'emulator']);
  });

  it('are kept apart by connection', async () => {
    const store = regionStore({ AWS_REGION: 'us-east-1' });
    await store.add(emulatorConnection, 'eu-central-1');
    assert.deepEqual(await store.readRegions(profileConnection('work')), ['us-east-1']);
  });
});

describe('the parts of a queue URL', () => {
  it('are the name and the account', () => {
    const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders.fifo';
    assert.equal(queueNameOf(url), 'orders.fifo');
    assert.equal(accountIdOf(url), '123456789012');
    assert.equal(accountIdOf('http://localhost:9324/queue/orders'), undefined);
  });
});

function regionStore(variables: Record<string, string>): RegionStore {
  return new RegionStore({
    memory: new MemoryMemento(),
    emulatorRegion: () => 'us-east-1',
    variables,
    awsFiles: {
      findProfile: async (name) => (await sqs.readProfiles()).find((profile) => profile.name === name),
    },
  });
}
