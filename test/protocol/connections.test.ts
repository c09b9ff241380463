import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FauxqsServer } from 'fauxqs';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { Connection } from '../../src/sqs/connection';
import { testConnection } from '../../src/sqs/connectionTest';
import { Failure } from '../../src/sqs/failure';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { useAwsServer } from '../support/awsServer';
import { sqsSideOn } from '../support/sqsSide';
import { useTlsServer } from '../support/tlsServer';

const REGION = 'us-east-1';

describe('a custom endpoint', () => {
  let server: FauxqsServer;
  let side: SqsSide;
  let connection: Connection;
  before(async () => {
    const { startFauxqs } = await import('fauxqs');
    server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  });
  after(() => server.stop());
  beforeEach(async () => {
    side = sqsSideOn(() => undefined);
    const url = `http://127.0.0.1:${server.port}`;
    await side.connections.put({ kind: 'endpoint', id: 'endpoint:1', name: 'Other', url, region: REGION });
    connection = find(side, 'endpoint:1');
  });
  afterEachDispose(() => side);

  it('of another server takes queues and messages as the emulator does', async () => {
    const service = side.services.get(connection.id, REGION);
    const queue = await service.createQueue('orders', {});
    await service.sendMessage(queue, { body: 'hello', attributes: [] });
    assert.equal((await service.readCounts(queue)).visible, 1);
    const [message] = await service.receiveMessages(queue, { maxNumberOfMessages: 1 });
    assert.equal(message?.body, 'hello');
    await service.deleteQueue(queue);
  });

  it('tells its account by the ARN of a queue, and no STS is asked', async () => {
    const service = side.services.get(connection.id, REGION);
    const queue = await service.createQueue('account', {});
    const found = new Promise<void>((resolve) => side.connections.onDidChangeLook(() => resolve()));
    await service.readCounts(queue);
    await found;
    assert.equal(connection.account, '000000000000');
    assert.equal(connection.identity, undefined);
    await service.deleteQueue(queue);
  });

  it('is tested with what it says', async () => {
    server.createQueue('tested');
    const result = await testConnection(side.services, side.clients, connection, REGION);
    assert.deepEqual([result.queues, result.account, result.region], [1, '000000000000', REGION]);
    server.deleteQueue('tested');
  });

  it('leads elsewhere from the next call on after an edit', async () => {
    const service = side.services.get(connection.id, REGION);
    await service.createQueue('before', {});
    const added = side.connections.added.find(({ kind }) => kind === 'endpoint');
    assert.ok(added?.kind === 'endpoint');
    await side.connections.put({ ...added, url: 'http://127.0.0.1:1' });
    await rejectsWith('unreachable', 'ECONNREFUSED', () => service.getQueueUrl('before'));
    server.deleteQueue('before');
  });

  it('counts its calls, empty receives and large messages', async () => {
    const service = side.services.get(connection.id, REGION);
    const queue = await service.createQueue('metered', {});
    await service.sendMessage(queue, { body: 'x'.repeat(100_000), attributes: [] });
    await service.purgeQueue(queue);
    await service.receiveMessages(queue, { maxNumberOfMessages: 1 });
    await service.deleteQueue(queue);
    const { byAction, emptyReceives, requests, cost } = side.meter.read(connection.id);
    assert.equal(byAction['SendMessage'], 2, 'a message of 100 KB is two requests');
    assert.equal(emptyReceives, 1);
    assert.ok(requests >= 6);
    assert.equal(cost.toFixed(9), (requests * 0.4e-6).toFixed(9));
  });
});

describe('an endpoint that is something else', () => {
  const aws = useAwsServer();
  let side: SqsSide;
  beforeEach(() => {
    side = sqsSideOn(() => undefined);
  });
  afterEachDispose(() => side);

  it('signs with the keys that were typed in, which are in no memento', async () => {
    await side.keys.write('endpoint:2', { accessKeyId: 'AKIATYPEDTYPEDTYPED1', secretAccessKey: 'secret' });
    await put(side, aws.endpoint);
    await drain(side, 'endpoint:2');
    assert.equal(aws.calls.at(-1)?.accessKeyId, 'AKIATYPEDTYPEDTYPED1');
    assert.doesNotMatch(JSON.stringify(side.connections.added), /AKIA|secret/);
  });

  it('names the IAM action that is missing', async () => {
    await put(side, aws.endpoint);
    aws.refuseWith = 'AccessDeniedException';
    const error = await rejectsWith('denied', 'AccessDeniedException', () => drain(side, 'endpoint:2'));
    assert.equal(error.iamAction, 'sqs:ListQueues');
    aws.refuseWith = 'UnrecognizedClientException';
    const other = await rejectsWith('denied', 'UnrecognizedClientException', () => drain(side, 'endpoint:2'));
    assert.equal(other.iamAction, undefined, 'no policy helps against wrong keys');
  });
});

describe('HTTPS with a certificate that nobody signed', () => {
  const server = useTlsServer('IP:127.0.0.1');
  let side: SqsSide;
  beforeEach(() => {
    side = sqsSideOn(() => undefined);
  });
  afterEachDispose(() => side);

  it('is refused by the certificates of the system', async () => {
    await put(side, `https://127.0.0.1:${server.port}`);
    await rejectsWith('unreachable', 'DEPTH_ZERO_SELF_SIGNED_CERT', () => drain(side, 'endpoint:2'));
  });

  it('is trusted by its CA file', async () => {
    await put(side, `https://127.0.0.1:${server.port}`, server.certificate);
    await drain(side, 'endpoint:2');
  });

  it('says that a CA file cannot be read', async () => {
    await put(side, `https://127.0.0.1:${server.port}`, `${server.certificate}.gone.pem`);
    const error = await rejectsWith('invalid', 'CertificateFileError', () => drain(side, 'endpoint:2'));
    assert.match(error.message, /\.gone\.pem/);
  });
});

describe('the profiles of the shared files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-profiles-'));
  const before_ = { ...process.env };
  const mine = useAwsServer();
  const others = useAwsServer();
  let side: SqsSide;
  let asked: string[];
  let code: () => Promise<string>;

  before(() => {
    mkdirSync(folder, { recursive: true });
    process.env['AWS_CONFIG_FILE'] = path.join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    for (const name of Object.keys(process.env)) {
      if (/^AWS_(PROFILE|ACCESS|SECRET|SESSION|ENDPOINT|REGION|DEFAULT)/.test(name)) delete process.env[name];
    }
  });
  after(() => {
    process.env = before_;
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    asked = [];
    code = () => Promise.resolve('123456');
    writeFileSync(path.join(folder, 'config'), configText(mine.endpoint, others.endpoint));
    writeFileSync(path.join(folder, 'credentials'), credentialsText());
    delete process.env['AWS_PROFILE'];
    side = sqsSideOn(() => undefined, {
      variables: process.env,
      askMfaCode: (serial, profile) => {
        asked.push(`${profile} ${serial}`);
        return code();
      },
    });
    for (const profile of ['plain', 'section', 'role', 'mfa', 'process', 'nothing'])
      await side.connections.put({ kind: 'profile', profile });
    await side.awsFiles.reload();
  });
  afterEachDispose(() => side);

  for (const [profile, key] of [
    ['plain', 'AKIAPLAINPLAINPLAIN1'],
    ['section', 'AKIASECTIONSECTION12'],
    ['process', 'AKIAPROCESSPROCESS12'],
    ['role', 'ASIAROLEROLEROLEROLE'],
  ] as const) {
    it(`lead ${profile} to its own endpoint with its own keys, whatever AWS_PROFILE names`, async () => {
      process.env['AWS_PROFILE'] = 'other';
      await drain(side, `profile:${profile}`);
      assert.deepEqual(signers(mine.calls, 'ListQueues'), [key]);
      assert.deepEqual(others.calls, []);
    });
  }

  it('take a role with the keys of the source, at the endpoint of the profile itself', async () => {
    await drain(side, 'profile:role');
    assert.deepEqual(signers(mine.calls, 'AssumeRole'), ['AKIAPLAINPLAINPLAIN1']);
  });

  it('ask once for an MFA code for all regions, and pass it on', async () => {
    await Promise.all(['us-east-1', 'eu-west-1'].map((region) => drain(side, 'profile:mfa', region)));
    await drain(side, 'profile:mfa', 'ap-south-1');
    assert.deepEqual(asked, ['mfa arn:aws:iam::123456789012:mfa/me']);
    assert.match(mine.calls.find(({ action }) => action === 'AssumeRole')?.body ?? '', /TokenCode=123456/);
  });

  it('do not ask again for an MFA code that was not given, until somebody wants it', async () => {
    code = () => Promise.reject(new Error('closed'));
    for (const region of ['us-east-1', 'us-east-1', 'eu-west-1'])
      await rejectsWith('denied', 'MfaCodeMissing', () => drain(side, 'profile:mfa', region));
    assert.equal(asked.length, 1);
    await side.awsFiles.forgetRefusals();
    code = () => Promise.resolve('654321');
    await drain(side, 'profile:mfa');
    assert.equal(asked.length, 2);
  });

  it('give a profile without credentials none of somebody else', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIASOMEBODYELSE1234';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    await rejectsWith('denied', 'CredentialsProviderError', () => drain(side, 'profile:nothing'));
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    assert.deepEqual(mine.calls, []);
  });

  it('show where their calls go, and who uses SSO, once they were read', async () => {
    const profiles = await side.awsFiles.readProfiles();
    const plain = find(side, 'profile:plain');
    assert.equal(plain.kind === 'profile' && plain.url, mine.endpoint);
    assert.deepEqual(
      profiles.filter(({ usesSso }) => usesSso).map(({ name }) => name),
      ['sso', 'ssoRole'],
    );
  });

  it('are read again after a change', async () => {
    await drain(side, 'profile:plain');
    writeFileSync(path.join(folder, 'credentials'), credentialsText().replace('AKIAPLAIN', 'AKIAOTHER'));
    await side.awsFiles.reload();
    await drain(side, 'profile:plain');
    assert.deepEqual(signers(mine.calls, 'ListQueues'), ['AKIAPLAINPLAINPLAIN1', 'AKIAOTHERPLAINPLAIN1']);
  });
});

function configText(mine: string, others: string): string {
  const role = 'role_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = plain';
  const answer = JSON.stringify({
    Version: 1,
    AccessKeyId: 'AKIAPROCESSPROCESS12',
    SecretAccessKey: 'secret',
  });
  return [
    `[profile plain]\nregion = ${REGION}\nendpoint_url = ${mine}`,
    `[profile section]\nregion = ${REGION}\nservices = local\nendpoint_url = ${others}`,
    `[services local]\nsqs =\n  endpoint_url = ${mine}`,
    `[profile role]\nregion = ${REGION}\n${role}\nendpoint_url = ${mine}`,
    `[profile mfa]\nregion = ${REGION}\n${role}\nendpoint_url = ${mine}\nmfa_serial = arn:aws:iam::123456789012:mfa/me`,
    `[profile process]\nregion = ${REGION}\nendpoint_url = ${mine}\ncredential_process = printf %s '${answer}'`,
    `[profile nothing]\nregion = ${REGION}\nendpoint_url = ${mine}`,
    `[profile other]\nregion = ${REGION}\nendpoint_url = ${others}`,
    `[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev`,
    `[sso-session corp]\nsso_region = ${REGION}\nsso_start_url = https://example.com/start`,
    `[profile ssoRole]\nrole_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = sso`,
    '',
  ].join('\n');
}

function credentialsText(): string {
  return [
    ['plain', 'AKIAPLAINPLAINPLAIN1'],
    ['section', 'AKIASECTIONSECTION12'],
    ['other', 'AKIAOTHEROTHEROTHER1'],
  ]
    .map(([name, key]) => `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`)
    .join('');
}

/** Who signed such calls, each once: the account of an endpoint is looked for in the background, by a list of its own. */
function signers(calls: readonly { action: string; accessKeyId: string }[], action: string): string[] {
  return [...new Set(calls.filter((call) => call.action === action).map(({ accessKeyId }) => accessKeyId))];
}

function find(side: SqsSide, id: string): Connection {
  const connection = side.connections.find(id);
  assert.ok(connection, `there is no connection ${id}`);
  return connection;
}

async function put(side: SqsSide, url: string, caFile?: string): Promise<void> {
  const id = 'endpoint:2';
  await side.connections.put({ kind: 'endpoint', id, name: 'Endpoint', url, region: REGION, caFile });
}

/** Lists all queues. */
async function drain(side: SqsSide, id: string, region = REGION): Promise<void> {
  for await (const page of side.services.get(id, region).listQueues()) assert.ok(page);
}

async function rejectsWith(kind: string, code: string, call: () => Promise<unknown>): Promise<Failure> {
  const error = await call().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure, String(error));
  assert.deepEqual([error.kind, error.code], [kind, code], error.message);
  return error;
}

function afterEachDispose(side: () => SqsSide): void {
  afterEach(() => side().dispose());
}
