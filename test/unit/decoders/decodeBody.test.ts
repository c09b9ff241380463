import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { decodeBody } from '../../../src/decoders/decodeBody';

const s3Event = {
  Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', s3: { object: { key: 'a.csv' } } }],
};

function shapes(body: string): string[] {
  return decodeBody(body).map(({ origin, format, badges }) =>
    `${origin} ${format} ${badges.join('+')}`.trim(),
  );
}

function sns(message: string): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '1',
    TopicArn: 'arn:aws:sns:x:0:t',
    Message: message,
  });
}

describe('The layers of a message body', () => {
  const cases: readonly [name: string, body: string, expected: readonly string[]][] = [
    ['plain text', 'hello', ['body text']],
    ['nothing', '', ['body text']],
    ['JSON', '{"a":1}', ['body json json']],
    ['broken JSON', '{"a":1', ['body text']],
    ['XML', '<?xml version="1.0"?><a b="1"><c>x</c></a>', ['body xml xml']],
    ['HTML that is no XML', '<p>one<br>two', ['body text']],
    ['JSON in a JSON string', JSON.stringify('{"a":1}'), ['body json json', 'jsonText json json']],
    ['a plain JSON string', '"hello"', ['body text']],
    ['base64 of JSON', b64('{"order":1234}'), ['body text base64', 'base64 json json']],
    ['base64 of text', b64('many words here'), ['body text base64', 'base64 text']],
    ['base64 of bytes that are no text', b64(Buffer.from(Array(24).fill(0xfe))), ['body text']],
    ['a UUID', '0f8a3c1e-1111-4222-8333-444455556666', ['body text']],
    ['a short word', 'deadbeef', ['body text']],
    ['gzip', b64(gzipSync('{"a":1}')), ['body text base64', 'base64 binary gzip', 'gzip json json']],
    ['zlib', b64(deflateSync('many words here')), ['body text base64', 'base64 binary gzip', 'gzip text']],
    [
      'broken gzip',
      b64(gzipSync('x'.repeat(100)).subarray(0, 20)),
      ['body text base64', 'base64 binary binary'],
    ],
    ['SNS', sns('hello'), ['body json json+sns', 'snsMessage text']],
    [
      'an S3 event in SNS',
      sns(JSON.stringify(s3Event)),
      ['body json json+sns', 'snsMessage json json+s3Event'],
    ],
    ['an S3 event', JSON.stringify(s3Event), ['body json json+s3Event']],
    ['a test event of S3', '{"Service":"Amazon S3","Event":"s3:TestEvent"}', ['body json json+s3Event']],
    [
      'an EventBridge event',
      JSON.stringify({
        'detail-type': 'Paid',
        source: 'shop',
        time: '2026-11-22T00:00:00Z',
        detail: { a: 1 },
      }),
      ['body json json+eventBridge', 'detail json json'],
    ],
    [
      'a pointer of the extended client',
      '["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"b","s3Key":"k"}]',
      ['body json json+s3Pointer'],
    ],
  ];
  for (const [name, body, expected] of cases) {
    it(`are found in ${name}`, () => assert.deepEqual(shapes(body), expected));
  }

  it('say where the payload of a pointer lies', () => {
    const body = '["com.amazon.sqs.javamessaging.MessageS3Pointer",{"s3BucketName":"bucket","s3Key":"a/b"}]';
    assert.deepEqual(decodeBody(body)[0]?.pointer, { bucket: 'bucket', key: 'a/b' });
  });

  it('keep the text of each exactly, and lay it out beside', () => {
    const [layer] = decodeBody('{"id":12345678901234567890}');
    assert.equal(layer?.text, '{"id":12345678901234567890}');
    assert.equal(layer.formatted, '{\n  "id": 12345678901234567890\n}');
  });

  it('end at six, however often something is packed', () => {
    let body = 'the innermost words';
    for (let round = 0; round < 20; round++) body = b64(body);
    assert.equal(decodeBody(body).length, 6);
  });

  it('leave alone what would fill the memory once it is inflated', () => {
    const bomb = b64(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    assert.deepEqual(shapes(bomb), ['body text base64', 'base64 binary binary']);
  });

  it('are found in hostile bodies without ado', () => {
    for (const body of [
      '['.repeat(100_000),
      `"[${'\\"'.repeat(100_000)}`,
      '<a>'.repeat(100_000),
      '<'.repeat(100_000),
    ]) {
      assert.equal(shapes(body)[0], 'body text', body.slice(0, 10));
    }
    assert.deepEqual(shapes('{"__proto__":{"Type":"x"},"Type":{"toString":1}}'), ['body json json']);
  });
});

function b64(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64');
}
