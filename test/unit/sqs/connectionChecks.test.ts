import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  checkEndpointUrl,
  isAccessKeyId,
  isLocalUrl,
  isRegionCode,
  tidyUrl,
} from '../../../src/sqs/connectionChecks';

describe('the URL of an endpoint', () => {
  const urls: readonly [string, ReturnType<typeof checkEndpointUrl>][] = [
    ['http://localhost:4566', undefined],
    [' https://127.0.0.1:9297/ ', undefined],
    ['http://host/with/path', undefined],
    ['', 'empty'],
    ['localhost', 'notUrl'],
    ['localhost:4566', 'notHttp'],
    ['ftp://localhost', 'notHttp'],
    ['file:///etc/passwd', 'notHttp'],
    ['http://user:secret@localhost', 'hasCredentials'],
    ['http://localhost?x=1', 'hasQuery'],
    ['http://localhost#x', 'hasQuery'],
  ];
  for (const [text, problem] of urls) {
    it(`“${text}” is ${problem ?? 'taken'}`, () => assert.equal(checkEndpointUrl(text), problem));
  }

  it('is kept without spaces and slashes around', () => {
    assert.equal(tidyUrl(' http://localhost:4566// '), 'http://localhost:4566');
  });

  it('is of this machine only by a name that nobody else can own', () => {
    for (const url of ['http://localhost:1', 'http://127.0.0.9', 'http://[::1]:1', 'http://sqs.localhost'])
      assert.ok(isLocalUrl(url), url);
    for (const url of ['http://localhost.example.com', 'http://128.0.0.1', 'http://10.0.0.1', 'localhost'])
      assert.ok(!isLocalUrl(url), url);
  });
});

describe('what is typed in for a connection', () => {
  it('is checked where AWS says what is allowed', () => {
    assert.ok(isAccessKeyId('AKIAIOSFODNN7EXAMPLE'));
    assert.ok(!isAccessKeyId('short'));
    assert.ok(!isAccessKeyId('AKIAIOSFODNN7-EXAMPLE'));
    for (const region of ['us-east-1', 'elasticmq', 'us-isob-east-1'])
      assert.ok(isRegionCode(region), region);
    for (const region of ['', 'us east', '-1', 'us_east']) assert.ok(!isRegionCode(region), region);
  });
});
