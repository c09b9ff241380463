import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configuredEndpoint, EndpointConfigError } from '../../../src/sqs/configuredEndpoint';

const sections = {
  plain: { region: 'us-east-1' },
  local: { endpoint_url: 'http://localhost:4566' },
  services: { services: 'mixed', endpoint_url: 'http://localhost:1' },
  others: { services: 'others', endpoint_url: 'http://localhost:1' },
  ignoring: { endpoint_url: 'http://localhost:4566', ignore_configured_endpoint_urls: 'true' },
  lost: { services: 'nowhere' },
  wrong: { endpoint_url: 'localhost:4566' },
  'services.mixed': { 'sqs.endpoint_url': 'http://localhost:9324', 'sts.endpoint_url': 'http://localhost:2' },
  'services.others': { 's3.endpoint_url': 'http://localhost:3' },
};

const variable = { AWS_ENDPOINT_URL: 'http://all' };
const both = { ...variable, AWS_ENDPOINT_URL_SQS: 'http://sqs' };

const cases: readonly [
  string,
  string,
  'sqs' | 'sts',
  Readonly<Record<string, string>>,
  string | undefined,
][] = [
  ['AWS for a profile that says nothing', 'plain', 'sqs', {}, undefined],
  ['AWS for a profile that does not exist', 'nobody', 'sqs', {}, undefined],
  ['endpoint_url of the profile', 'local', 'sqs', {}, 'http://localhost:4566'],
  ['the services section before the profile', 'services', 'sqs', {}, 'http://localhost:9324'],
  ['the services section for another service', 'services', 'sts', {}, 'http://localhost:2'],
  ['the profile where its services section says nothing of SQS', 'others', 'sqs', {}, 'http://localhost:1'],
  ['AWS_ENDPOINT_URL before the files', 'services', 'sqs', variable, 'http://all'],
  ['AWS_ENDPOINT_URL_SQS before AWS_ENDPOINT_URL', 'services', 'sqs', both, 'http://sqs'],
  ['AWS_ENDPOINT_URL for another service than SQS', 'plain', 'sts', both, 'http://all'],
  [
    'AWS where the variable says to ignore all of it',
    'local',
    'sqs',
    { ...both, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' },
    undefined,
  ],
  ['AWS where the profile says to ignore its own', 'ignoring', 'sqs', {}, undefined],
];

describe('the endpoint of a profile', () => {
  for (const [what, profile, service, variables, expected] of cases) {
    it(`is ${what}`, () => {
      assert.equal(configuredEndpoint(service, profile, sections, variables), expected);
    });
  }

  it('is refused where a services section is missing', () => {
    assert.throws(() => configuredEndpoint('sqs', 'lost', sections, {}), {
      name: EndpointConfigError.name,
      message: 'There is no section [services nowhere] in the config file.',
    });
  });

  it('is refused where it is no URL of http', () => {
    assert.throws(() => configuredEndpoint('sqs', 'wrong', sections, {}), EndpointConfigError);
  });
});
