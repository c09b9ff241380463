import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Failure, toFailure } from '../../../src/sqs/failure';

describe('toFailure', () => {
  const cases: readonly [string, Record<string, unknown>, string | undefined][] = [
    ['a missing queue', { name: 'QueueDoesNotExist', $fault: 'client' }, 'notFound'],
    ['denied access', { name: 'AccessDeniedException', $fault: 'client' }, 'denied'],
    ['an unknown access key', { name: 'UnrecognizedClientException', $fault: 'client' }, 'denied'],
    ['no credentials', { name: 'CredentialsProviderError' }, 'denied'],
    ['a throttled call', { name: 'RequestThrottled', $fault: 'client' }, 'throttled'],
    ['an expired token', { name: 'ExpiredTokenException', $fault: 'client' }, 'expired'],
    ['an error of the client', { name: 'SomethingNew', $fault: 'client' }, 'invalid'],
    ['an error of the service', { name: 'InternalFailure', $fault: 'server' }, 'unreachable'],
    ['a refused connection', { name: 'Error', code: 'ECONNREFUSED' }, 'unreachable'],
    ['a name that does not resolve', { name: 'Error', code: 'ENOTFOUND' }, 'unreachable'],
    ['a timeout', { name: 'TimeoutError' }, 'unreachable'],
    ['a bug', { name: 'TypeError' }, undefined],
  ];
  for (const [what, properties, kind] of cases) {
    it(`calls ${what} ${kind ?? 'no failure'}`, () => {
      const error = Object.assign(new Error('the text'), properties);
      const failure = toFailure(error);
      assert.equal(failure?.kind, kind);
      if (failure) assert.equal(failure.message, 'the text');
    });
  }

  it('does not look at texts', () => {
    assert.equal(toFailure(new Error('AccessDeniedException: QueueDoesNotExist')), undefined);
  });

  it('gives a failure back as it is', () => {
    const failure = new Failure('denied', 'no', 'AccessDenied');
    assert.equal(toFailure(failure), failure);
  });

  it('keeps what was thrown as its cause', () => {
    const error = Object.assign(new Error('no'), { name: 'QueueDoesNotExist' });
    assert.equal(toFailure(error)?.cause, error);
  });
});
