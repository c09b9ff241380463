import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findDistribution, findOldCli, findSdks } from '../../../src/environment/scan/sdkRules';
import { findUrls } from '../../../src/environment/scan/urlRules';
import { isOlder } from '../../../src/environment/scan/version';

const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders';

describe('The scan for AWS addresses', () => {
  it('finds a QueueUrl in JavaScript with its place', () => {
    const text = `const a = 1;\nconst url = '${url}';\n`;
    assert.deepEqual(findUrls('src/app.js', text), [
      {
        path: 'src/app.js',
        line: 1,
        column: 13,
        length: url.length,
        code: 'queueUrl',
        url,
        queueName: 'orders',
        language: 'javascript',
      },
    ]);
  });

  it('counts lines that end in CR LF', () => {
    const [found] = findUrls('app.ts', `a\r\nb\r\n  '${url}'`);
    assert.deepEqual([found?.line, found?.column], [2, 3]);
  });

  for (const path of [
    '.env',
    '.env.staging',
    'config/app.yml',
    'appsettings.json',
    'Queue.php',
    'a/b.rb',
    'C.cs',
  ]) {
    it(`finds a QueueUrl in ${path}`, () => assert.equal(findUrls(path, `QUEUE=${url}`).length, 1));
  }

  for (const path of ['README.md', 'package-lock.json', 'app.min.js', 'photo.png', 'Makefile']) {
    it(`does not look into ${path}`, () => assert.deepEqual(findUrls(path, `"${url}"`), []));
  }

  it('leaves QueueUrls alone where the SDK calls its endpoint all the same, but not endpoints', () => {
    assert.deepEqual(findUrls('app.py', `url = "${url}"`), []);
    assert.equal(
      findUrls('app.py', 'endpoint_url="https://sqs.eu-west-1.amazonaws.com"')[0]?.code,
      'endpoint',
    );
    assert.equal(findUrls('main.go', '"https://sqs.eu-west-1.amazonaws.com"').length, 1);
  });

  it('leaves the long lines of bundles alone', () => {
    assert.deepEqual(findUrls('app.js', `${'x'.repeat(1_000)}'${url}'`), []);
  });

  it('leaves comments alone', () => {
    assert.deepEqual(findUrls('app.js', `// ${url}\n * ${url}`), []);
    assert.deepEqual(findUrls('.env', `# ${url}`), []);
    assert.equal(findUrls('app.js', `send('${url}'); // fine`).length, 1);
  });
});

describe('The scan for SDKs', () => {
  const sdkOf = (path: string, text: string, installed?: Record<string, string>) =>
    findSdks(path, text, (name) => installed?.[name]).map(({ name, version, since, line }) => ({
      name,
      version,
      since,
      line,
    }));

  it('finds version 2 of the SDK for JavaScript, which never knows the variable', () => {
    const text = '{\n  "dependencies": {\n    "aws-sdk": "^2.1000.0"\n  }\n}';
    assert.deepEqual(sdkOf('package.json', text, { 'aws-sdk': '2.1693.0' }), [
      { name: 'aws-sdk', version: '2.1693.0', since: undefined, line: 2 },
    ]);
  });

  it('goes by the version that is installed, else by the lowest that is asked for', () => {
    const text = '{"dependencies":{"@aws-sdk/client-sqs":"^3.300.0"}}';
    assert.deepEqual(sdkOf('package.json', text, { '@aws-sdk/client-sqs': '3.600.0' }), []);
    assert.deepEqual(sdkOf('package.json', text), [
      { name: '@aws-sdk/client-sqs', version: '3.300.0', since: '3.428.0', line: 0 },
    ]);
    assert.deepEqual(sdkOf('package.json', '{"dependencies":{"@aws-sdk/client-sqs":"latest"}}'), []);
  });

  it('knows the one release that forgot the variable', () => {
    const text = '{"dependencies":{"@aws-sdk/client-sqs":"3.844.0"}}';
    assert.equal(sdkOf('package.json', text)[0]?.since, '3.845.0');
  });

  const manifests: readonly (readonly [string, string, string])[] = [
    ['requirements.txt', 'requests\nboto3==1.26.3\n', 'boto3 1.26.3'],
    ['requirements-dev.txt', 'boto3[crt] ~= 1.27.9', 'boto3 1.27.9'],
    ['poetry.lock', '[[package]]\nname = "botocore"\nversion = "1.30.0"\n', 'botocore 1.30.0'],
    ['Pipfile.lock', '{"default":{"boto3":{"hashes":[],"version":"==1.20.0"}}}', 'boto3 1.20.0'],
    ['go.mod', 'require (\n\tgithub.com/aws/aws-sdk-go v1.44.0\n)', 'github.com/aws/aws-sdk-go 1.44.0'],
    ['go.mod', 'require github.com/aws/aws-sdk-go-v2 v1.17.1', 'github.com/aws/aws-sdk-go-v2 1.17.1'],
    [
      'pom.xml',
      '<artifactId>aws-java-sdk-sqs</artifactId>\n<version>1.12.1</version>',
      'aws-java-sdk-sqs 1.12.1',
    ],
    ['build.gradle', "implementation 'com.amazonaws:aws-java-sdk-sqs:1.12.1'", 'aws-java-sdk-sqs 1.12.1'],
  ];
  for (const [path, text, wanted] of manifests) {
    it(`finds ${wanted} in ${path}`, () => {
      assert.deepEqual(
        findSdks(path, text).map(({ name, version }) => `${name} ${version}`),
        [wanted],
      );
    });
  }

  for (const [path, text] of [
    ['requirements.txt', 'boto3==1.34.0\nboto3-stubs==1.20.0\n'],
    ['requirements.txt', 'boto3>=1.20'],
    [
      'go.mod',
      'require github.com/aws/aws-sdk-go-v2 v1.30.0\nrequire github.com/aws/aws-sdk-go-v2/config v1.0.0',
    ],
    ['pom.xml', '<artifactId>sqs</artifactId><version>2.20.0</version>'],
  ] as const) {
    it(`finds nothing wrong with ${JSON.stringify(text)}`, () => assert.deepEqual(findSdks(path, text), []));
  }

  it('reads what a virtual environment has', () => {
    const path = '.venv/lib/python3.9/site-packages/boto3-1.20.1.dist-info/METADATA';
    assert.equal(findDistribution(path)[0]?.version, '1.20.1');
    assert.deepEqual(findDistribution(path.replace('1.20.1', '1.40.0')), []);
    assert.deepEqual(
      findDistribution('.venv/lib/python3.9/site-packages/requests-1.0.dist-info/METADATA'),
      [],
    );
  });

  it('reads the version of the AWS CLI', () => {
    assert.deepEqual(findOldCli('aws-cli/2.9.1 Python/3.9.11'), { version: '2.9.1', since: '2.13.0' });
    assert.deepEqual(findOldCli('aws-cli/1.22.34'), { version: '1.22.34', since: '1.29.0' });
    assert.equal(findOldCli('aws-cli/2.13.0'), undefined);
    assert.equal(findOldCli('no such thing'), undefined);
  });

  it('compares versions by their numbers', () => {
    assert.equal(isOlder('1.9', '1.10'), true);
    assert.equal(isOlder('2', '2.0.0'), false);
    assert.equal(isOlder('10.0.0', '9.9.9'), false);
  });
});
