import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { profileConnection, unmarked } from '../../../src/sqs/connection';
import { diagnosticsText } from '../../../src/sqs/diagnostics';
import { RequestMeter } from '../../../src/sqs/requestMeter';

describe('diagnostics', () => {
  const meter = new RequestMeter(() => 0);
  const reading = meter.read('any');
  const text = diagnosticsText({
    versions: { Queuescope: '1.2.3' },
    facts: { Emulator: 'running' },
    variables: {
      AWS_PROFILE: 'secret-profile',
      AWS_ACCESS_KEY_ID: 'AKIASECRET',
      AWS_SECRET_ACCESS_KEY: 'wJalr',
      HTTPS_PROXY: 'http://user:secret@proxy',
      OTHER: 'x',
    },
    connections: [
      {
        connection: {
          ...profileConnection('secret-profile'),
          account: '123456789012',
          identity: 'arn:aws:iam::123456789012:user/secret',
          isReadOnly: true,
        },
        reading,
      },
      {
        connection: {
          ...unmarked,
          kind: 'endpoint',
          id: 'endpoint:1',
          label: 'secret-name',
          url: 'https://secret-host.example.com',
          region: 'us-east-1',
          caFile: '/home/secret/ca.pem',
        },
        reading,
      },
    ],
  });

  it('tell versions, marks, and which variables are set', () => {
    assert.equal(
      text,
      [
        'Queuescope: 1.2.3',
        'Emulator: running',
        'Variables that are set: AWS_ACCESS_KEY_ID, AWS_PROFILE, HTTPS_PROXY',
        'Connection 1: profile, AWS, read-only, account known, 0 calls',
        'Connection 2: endpoint, https://another machine, account not known, 0 calls',
        '',
      ].join('\n'),
    );
  });

  it('tell no key, account, host, path nor name', () => {
    assert.doesNotMatch(text, /secret|AKIA|wJalr|123456789012|example/i);
  });
});
