import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, it } from 'mocha';
import { useEmulator } from '../support/emulator';
import { callJson } from '../support/rawCalls';

/** Bodies that take one, two, three and four bytes a character in UTF-8, an empty answer, and one beyond 64 KiB. */
const bodies = ['plain', 'café', 'Grüße, 日本', '🙂', 'x'.repeat(100_000), `${'y'.repeat(70_000)}é`];

describe('The frame of an answer', () => {
  const emulator = useEmulator();
  let endpoint: string;

  before(() => {
    ({ endpoint } = emulator.server);
  });

  it('is whole for every request that comes in a row on one connection, whatever its characters', async () => {
    await callJson(endpoint, 'CreateQueue', { QueueName: 'frames' });
    const requests = bodies.flatMap((MessageBody) => [
      toPost('SendMessage', { QueueUrl: 'frames', MessageBody }),
      toPost('ReceiveMessage', { QueueUrl: 'frames' }),
      toPost('SetQueueAttributes', { QueueUrl: 'frames', Attributes: { DelaySeconds: '0' } }),
    ]);
    const answers = splitAnswers(await exchange(requests.join('')));
    assert.equal(answers.length, requests.length);
    assert.ok(answers.every(({ head }) => head.startsWith('HTTP/1.1 200 OK\r\n')));
    const received = answers
      .filter((_, index) => index % 3 === 1)
      .map(({ body }) => (JSON.parse(body) as { Messages: { Body: string }[] }).Messages[0]?.Body);
    assert.deepEqual(received, bodies);
    assert.ok(answers.every(({ body }, index) => index % 3 !== 2 || body === ''));
  });

  it('has no body for HEAD, and the next answer on the connection is whole', async () => {
    const head = 'HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const answer = await exchange(head + toPost('GetQueueUrl', { QueueName: 'none' }));
    const [first, second] = answer.toString().split(/(?=HTTP\/1\.1 )/);
    assert.match(first ?? '', /^HTTP\/1\.1 404 [^]*\r\n\r\n$/);
    assert.match(
      second ?? '',
      /^HTTP\/1\.1 400 [^]*\r\n\r\n\{"__type":"com\.amazonaws\.sqs#QueueDoesNotExist"/,
    );
  });

  /** Sends all at once, then ends its side. */
  function exchange(text: string): Promise<Buffer> {
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    return new Promise((resolve, reject) => {
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.on('error', reject);
      socket.on('close', () => resolve(Buffer.concat(chunks)));
      socket.end(text);
    });
  }
});

function toPost(action: string, input: object): string {
  const body = JSON.stringify(input);
  return `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.${action}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** By `Content-Length` alone: a wrong one shifts all that follows. */
function splitAnswers(bytes: Buffer): { head: string; body: string }[] {
  const answers = [];
  let rest = bytes;
  while (rest.length > 0) {
    const bodyAt = rest.indexOf('\r\n\r\n') + 4;
    const head = rest.toString('latin1', 0, bodyAt);
    const length = Number(/\r\nContent-Length: (\d+)\r\n/.exec(head)?.[1]);
    answers.push({ head, body: rest.toString('utf8', bodyAt, bodyAt + length) });
    rest = rest.subarray(bodyAt + length);
  }
  return answers;
}
