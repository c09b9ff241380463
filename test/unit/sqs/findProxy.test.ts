import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findProxy, type ProxiedHost } from '../../../src/sqs/findProxy';

const sqs: ProxiedHost = { protocol: 'https:', host: 'sqs.eu-west-1.amazonaws.com', port: 443 };

describe('the proxy of a host', () => {
  it('is that of the editor, then of HTTPS_PROXY, then of HTTP_PROXY, in small letters too', () => {
    const variables = { HTTPS_PROXY: 'http://s:1', HTTP_PROXY: 'http://p:1' };
    assert.equal(findProxy(sqs, { url: 'http://editor:1' }, variables), 'http://editor:1');
    assert.equal(findProxy(sqs, {}, variables), 'http://s:1');
    assert.equal(findProxy({ ...sqs, protocol: 'http:' }, {}, variables), 'http://p:1');
    assert.equal(findProxy(sqs, { url: '' }, { http_proxy: 'http://small:1' }), 'http://small:1');
    assert.equal(findProxy(sqs, {}, {}), undefined);
    assert.equal(findProxy(sqs, { isOff: true, url: 'http://editor:1' }, variables), undefined);
  });

  it('is none for this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1', 'sqs.localhost'])
      assert.equal(findProxy({ ...sqs, host }, { url: 'http://p:1' }, {}), undefined, host);
    assert.equal(findProxy({ ...sqs, host: '128.0.0.1' }, { url: 'http://p:1' }, {}), 'http://p:1');
  });

  for (const [rule, isDirect] of [
    ['*', true],
    ['amazonaws.com', true],
    ['.amazonaws.com', true],
    ['*.amazonaws.com', true],
    ['SQS.EU-WEST-1.AMAZONAWS.COM', true],
    ['amazonaws.com:443', true],
    ['amazonaws.com:80', false],
    ['zonaws.com', false],
    ['eu-west-1.amazonaws', false],
    ['', false],
    [':443', false],
  ] as const) {
    it(`${isDirect ? 'is none' : 'is there'} where “${rule}” is reached directly`, () => {
      const expected = isDirect ? undefined : 'http://p:1';
      assert.equal(findProxy(sqs, { url: 'http://p:1' }, { NO_PROXY: `a.example,${rule}` }), expected);
      assert.equal(findProxy(sqs, { url: 'http://p:1', directHosts: [rule] }, {}), expected);
    });
  }
});
