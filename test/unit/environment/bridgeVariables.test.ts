import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type AwsInForce, readAwsInForce } from '../../../src/environment/awsFiles';
import { findAwsUrls, toEmulatorUrl } from '../../../src/environment/awsUrls';
import { type BridgeSources, bridgeVariables } from '../../../src/environment/bridgeVariables';
import {
  findVariablesKey,
  hasOwnEndpoint,
  ownVariables,
  withVariables,
} from '../../../src/environment/debugVariables';
import { envFileVariables } from '../../../src/environment/envFile';

const nothing: AwsInForce = { hasCredentials: false, profileRegion: undefined, ignoresEndpoints: false };

function bridge(own: Partial<BridgeSources> = {}) {
  return bridgeVariables({
    variables: {},
    inForce: nothing,
    mode: 'sqsOnly',
    endpoint: 'http://127.0.0.1:9324',
    region: 'us-east-1',
    accountId: '000000000000',
    credentialsFile: '/dummy',
    ...own,
  });
}

describe('The variables that lead programs to the emulator', () => {
  it('give region and dummy credentials on a machine that has none', () => {
    const { variables, credentials } = bridge();
    assert.equal(credentials, 'dummy');
    assert.deepEqual(variables, {
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'queuescope',
      AWS_SECRET_ACCESS_KEY: 'queuescope',
    });
  });

  it('keep credentials and region in force, and give the region both of its names', () => {
    const variables = { AWS_PROFILE: 'work', AWS_DEFAULT_REGION: 'eu-west-1' };
    const bridged = bridge({
      variables,
      inForce: { ...nothing, hasCredentials: true, profileRegion: 'eu-north-1' },
    });
    assert.equal(bridged.credentials, 'kept');
    assert.deepEqual(bridged.variables, {
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
    });
  });

  it('take the region of the profile where no variable says one', () => {
    const { region } = bridge({ inForce: { ...nothing, hasCredentials: true, profileRegion: 'eu-north-1' } });
    assert.equal(region, 'eu-north-1');
  });

  it('hide credentials in force on request, a profile and a session token too', () => {
    const variables = { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'secret' };
    const bridged = bridge({
      variables,
      mode: 'dummyCredentials',
      inForce: { ...nothing, hasCredentials: true },
    });
    assert.equal(bridged.credentials, 'replaced');
    const { AWS_PROFILE, AWS_SHARED_CREDENTIALS_FILE, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID } =
      bridged.variables;
    assert.deepEqual(
      { AWS_PROFILE, AWS_SHARED_CREDENTIALS_FILE, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID },
      {
        AWS_PROFILE: 'queuescope',
        AWS_SHARED_CREDENTIALS_FILE: '/dummy',
        AWS_SESSION_TOKEN: '',
        AWS_ACCESS_KEY_ID: 'queuescope',
      },
    );
  });

  it('point QueueUrls of AWS at the queue of the same name, and leave other values alone', () => {
    const { variables, queueUrls } = bridge({
      variables: {
        QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo',
        TABLE: 'orders',
        DOCS: 'see https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
      },
    });
    assert.deepEqual(queueUrls, ['QUEUE_URL']);
    assert.equal(variables['QUEUE_URL'], 'http://127.0.0.1:9324/000000000000/orders.fifo');
  });

  it('undo a setting that makes SDKs overlook endpoints from variables', () => {
    const name = 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS';
    assert.equal(bridge({ variables: { [name]: 'TRUE' } }).variables[name], 'false');
    assert.equal(bridge({ inForce: { ...nothing, ignoresEndpoints: true } }).variables[name], 'false');
    assert.equal(bridge({ variables: { [name]: 'false' } }).variables[name], undefined);
  });
});

describe('AWS addresses of SQS in a text', () => {
  const cases: readonly (readonly [string, 'queueUrl' | 'endpoint', string | undefined])[] = [
    ['https://sqs.us-east-1.amazonaws.com/123456789012/orders', 'queueUrl', 'orders'],
    ['https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/orders.fifo', 'queueUrl', 'orders.fifo'],
    ['https://sqs.cn-north-1.amazonaws.com.cn/123456789012/a', 'queueUrl', 'a'],
    ['https://eu-west-1.queue.amazonaws.com/123456789012/a-b_c', 'queueUrl', 'a-b_c'],
    ['https://queue.amazonaws.com/123456789012/a', 'queueUrl', 'a'],
    ['https://sqs.eu-west-1.api.aws/123456789012/a', 'queueUrl', 'a'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in a program
    ['https://sqs.${region}.amazonaws.com/${account}/orders', 'queueUrl', undefined],
    ['https://sqs.us-east-1.amazonaws.com', 'endpoint', undefined],
    ['https://sqs.us-east-1.amazonaws.com/', 'endpoint', undefined],
  ];
  for (const [url, kind, queueName] of cases) {
    it(`finds ${url}`, () => {
      assert.deepEqual(findAwsUrls(`x = "${url}";`), [{ url, kind, queueName, offset: 5 }]);
    });
  }

  for (const text of [
    'http://127.0.0.1:9324/000000000000/orders',
    'https://s3.us-east-1.amazonaws.com/bucket/sqs',
    'https://docs.aws.amazon.com/sqs/',
    'https://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/orders',
  ]) {
    it(`does not find ${text}`, () => assert.deepEqual(findAwsUrls(text), []));
  }

  it('become those of the emulator only where they are the whole value', () => {
    const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders';
    assert.equal(toEmulatorUrl(` ${url} `, 'http://h:1', '000000000000'), 'http://h:1/000000000000/orders');
    assert.equal(toEmulatorUrl(`${url},${url}`, 'http://h:1', '000000000000'), undefined);
  });
});

describe('What AWS tools find on a machine', () => {
  let folder: string;
  const files = () => ({
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
  });

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'queuescope-aws-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is nothing where there are neither files nor variables', () => {
    assert.deepEqual(readAwsInForce(files()), nothing);
  });

  it('is the region of the profile in force, and no credentials in a file that only names regions', () => {
    writeFileSync(
      files().AWS_CONFIG_FILE,
      '[default]\nregion = eu-west-1\n\n[profile work]\noutput=json\nregion=eu-north-1\nignore_configured_endpoint_urls = true\n',
    );
    assert.deepEqual(readAwsInForce(files()), { ...nothing, profileRegion: 'eu-west-1' });
    assert.deepEqual(readAwsInForce({ ...files(), AWS_PROFILE: 'work' }), {
      hasCredentials: true,
      profileRegion: 'eu-north-1',
      ignoresEndpoints: true,
    });
  });

  it('has credentials where a file or a variable gives some', () => {
    assert.equal(readAwsInForce({ ...files(), AWS_ACCESS_KEY_ID: 'AKIA' }).hasCredentials, true);
    writeFileSync(files().AWS_SHARED_CREDENTIALS_FILE, '[default]\naws_access_key_id = AKIA\n');
    assert.equal(readAwsInForce(files()).hasCredentials, true);
  });
});

describe('Variables of a debug configuration', () => {
  const manifests = [
    {
      contributes: {
        debuggers: [{ type: 'node', configurationAttributes: { launch: { properties: { env: {} } } } }],
      },
    },
    {
      contributes: {
        debuggers: [
          { type: 'cppdbg', configurationAttributes: { launch: { properties: { environment: {} } } } },
          { type: 'mock', configurationAttributes: { launch: { properties: { program: {} } } } },
        ],
      },
    },
    {},
    undefined,
  ];

  it('go where the debugger says that it takes them', () => {
    assert.equal(findVariablesKey(manifests, 'node'), 'env');
    assert.equal(findVariablesKey(manifests, 'cppdbg'), 'environment');
    assert.equal(findVariablesKey(manifests, 'mock'), undefined);
    assert.equal(findVariablesKey(manifests, 'unknown'), undefined);
  });

  it('are joined with those of the configuration', () => {
    const configuration = { request: 'launch', env: { A: '1', B: '2' } };
    assert.deepEqual(withVariables(configuration, 'env', { B: '3' }).env, { A: '1', B: '3' });
    const cpp = { request: 'launch', environment: [{ name: 'B', value: '2' }] };
    assert.deepEqual(withVariables(cpp, 'environment', { B: '3' }).environment, [{ name: 'B', value: '3' }]);
    assert.deepEqual(withVariables({ request: 'launch' }, 'env', { B: '3' }), {
      request: 'launch',
      env: { B: '3' },
    });
  });

  it('are read however they are written', () => {
    assert.deepEqual(ownVariables({ env: { A: '1', B: null } }, 'env'), { A: '1', B: undefined });
    assert.deepEqual(ownVariables({ environment: [{ name: 'A', value: '1' }] }, 'environment'), { A: '1' });
    assert.deepEqual(ownVariables({}, 'env'), {});
  });

  it('say whether the program is meant to go elsewhere', () => {
    const emulator = 'http://127.0.0.1:9324';
    const isElsewhere = (endpoint: string) => hasOwnEndpoint({ AWS_ENDPOINT_URL_SQS: endpoint }, emulator);
    assert.equal(isElsewhere('http://localhost:4566'), true);
    assert.equal(isElsewhere('https://sqs.us-east-1.amazonaws.com'), false);
    assert.equal(isElsewhere(emulator), false);
    assert.equal(hasOwnEndpoint({}, emulator), false);
  });
});

describe('A .env file', () => {
  it('is read as dotenv reads it', () => {
    const text = [
      '# comment',
      'A=1',
      'export B = two words # comment',
      'C="quoted # not a comment" # comment',
      "D='it'",
      'E=',
      'not an assignment',
      'A=2',
    ].join('\r\n');
    assert.deepEqual(envFileVariables(text), {
      A: '2',
      B: 'two words',
      C: 'quoted # not a comment',
      D: 'it',
      E: '',
    });
  });
});
