import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { afterEach, before, describe, it } from 'mocha';
import { HttpListener } from '../../src/emulator/http/httpListener';
import { limits } from '../../src/emulator/http/limits';
import { useEmulator } from '../support/emulator';
import { beginLongPoll, callJson } from '../support/rawCalls';

describe('Clients that mean harm or know no better', () => {
  const emulator = useEmulator();
  const sockets: Socket[] = [];

  before(async () => {
    await callJson(emulator.server.endpoint, 'CreateQueue', { QueueName: 'q' });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    const { status } = await callJson(emulator.server.endpoint, 'ListQueues', {});
    assert.equal(status, 200, 'the emulator must go on answering');
  });

  function open(): Socket {
    const socket = connect(emulator.server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.setEncoding('latin1');
    sockets.push(socket);
    return socket;
  }

  /** Sends bytes and waits for what comes back until the server closes or an answer is whole. */
  function send(...pieces: (string | Buffer)[]): Promise<string> {
    const socket = open();
    for (const piece of pieces) socket.write(piece);
    return new Promise((resolve) => {
      let text = '';
      socket.on('close', () => resolve(text));
      socket.on('data', (chunk: string) => {
        text += chunk;
        const length = /content-length: (\d+)/i.exec(text)?.[1];
        const start = text.indexOf('\r\n\r\n') + 4;
        if (start > 3 && length !== undefined && text.length - start >= Number(length)) resolve(text);
      });
    });
  }

  function request(headers: string, body = '{}'): string {
    return `POST / HTTP/1.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
  }
  const target = 'X-Amz-Target: AmazonSQS.ListQueues\r\n';

  const malformed: [what: string, bytes: string | Buffer, status: number][] = [
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a TLS handshake', Buffer.from('16030100a5010000a10303', 'hex'), 400],
    ['an impossible method', 'F\u0000O / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['a header without colon', 'GET / HTTP/1.1\r\nHost localhost\r\n\r\n', 400],
    [
      'two different lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n', 400],
    [
      'a broken chunk',
      `POST / HTTP/1.1\r\nHost: localhost\r\n${target}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`,
      400,
    ],
    [
      'headers over the limit',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(limits.headerBytes)}\r\n\r\n`,
      431,
    ],
    [
      'a target over the limit',
      `GET /?${'x'.repeat(limits.headerBytes)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
    ],
  ];
  for (const [what, bytes, status] of malformed) {
    it(`get an error in the shape of AWS for ${what}`, async () => {
      const text = await send(bytes);
      assert.equal(text.slice(0, 12), `HTTP/1.1 ${status}`);
      assert.match(text, /"__type":"com\.amazon\.coral\.service#SerializationException"/);
      assert.match(text, /x-amzn-RequestId: \S/i);
    });
  }

  const refused: [what: string, headers: string][] = [
    ['a foreign Host (DNS rebinding)', `Host: evil.example:9324\r\n${target}`],
    ['a Host that only begins like a local one', `Host: localhost.evil.example\r\n${target}`],
    ['a Host that only ends like an address', `Host: evil127.0.0.1\r\n${target}`],
    ['a Host with credentials', `Host: localhost@evil.example\r\n${target}`],
    ['another machine’s address as Host', `Host: 10.0.0.1\r\n${target}`],
    ['no Host', target],
    ['an empty Host', `Host: \r\n${target}`],
    ['an Origin', `Host: localhost\r\nOrigin: https://evil.example\r\n${target}`],
    ['an Origin that looks local', `Host: localhost\r\nOrigin: http://localhost:9324\r\n${target}`],
    ['an opaque Origin', `Host: localhost\r\nOrigin: null\r\n${target}`],
    [
      'a request that a page of another site caused',
      `Host: localhost\r\nSec-Fetch-Site: cross-site\r\n${target}`,
    ],
  ];
  for (const [what, headers] of refused) {
    it(`are refused with ${what}`, async () => {
      const text = await send(request(headers));
      assert.equal(text.slice(0, 12), 'HTTP/1.1 403');
      assert.match(text, /AccessDenied/);
      assert.match(text, /Connection: close/i);
    });
  }

  it('are refused before they have sent their body', async () => {
    const headers = `Host: evil.example\r\n${target}Content-Length: 1000000\r\n`;
    assert.equal((await send(`POST / HTTP/1.1\r\n${headers}\r\n`)).slice(0, 12), 'HTTP/1.1 403');
    const expecting = `POST / HTTP/1.1\r\n${headers}Expect: 100-continue\r\n\r\n`;
    assert.equal((await send(expecting)).slice(0, 12), 'HTTP/1.1 403');
  });

  it('cannot delete a queue by an image in a web page', async () => {
    const text = await send(
      'GET /?Action=DeleteQueue&QueueUrl=q HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n',
    );
    assert.equal(text.slice(0, 12), 'HTTP/1.1 403');
    assert.equal((await callJson(emulator.server.endpoint, 'GetQueueUrl', { QueueName: 'q' })).status, 200);
  });

  for (const host of [
    'localhost',
    'LOCALHOST:1',
    '127.0.0.1:9324',
    '127.9.9.9',
    '[::1]:80',
    'sqs.us-east-1.localhost',
  ]) {
    it(`are served by the name ${host}`, async () => {
      assert.equal((await send(request(`Host: ${host}\r\n${target}`))).slice(0, 12), 'HTTP/1.1 200');
    });
  }

  it('are told to go on when they ask before sending the body', async () => {
    const socket = open();
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\n${target}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    );
    const first = await new Promise<string>((resolve) => socket.once('data', resolve));
    assert.equal(first, 'HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('{}');
    const second = await new Promise<string>((resolve) => socket.once('data', resolve));
    assert.equal(second.slice(0, 12), 'HTTP/1.1 200');
  });

  it('get an answer for a body in single bytes, in chunks, and for pipelined requests in their order', async () => {
    const slowly = request(`Host: localhost\r\n${target}`);
    assert.equal((await send(...slowly.split(''))).slice(0, 12), 'HTTP/1.1 200');
    const chunked = `POST / HTTP/1.1\r\nHost: localhost\r\n${target}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`;
    assert.equal((await send(chunked)).slice(0, 12), 'HTTP/1.1 200');
    const unknown = request('Host: localhost\r\nX-Amz-Target: AmazonSQS.Nothing\r\n');
    const socket = open();
    let text = '';
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.write(slowly + unknown + slowly);
    while ((text.match(/HTTP\/1\.1/g) ?? []).length < 3)
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 200']);
  });

  it('do not keep a long poll that they abandoned by half-closing or resetting', async () => {
    for (const leave of ['end', 'resetAndDestroy'] as const) {
      const { socket, answer } = await beginLongPoll(emulator.server.endpoint, 'q');
      socket[leave]();
      await answer;
    }
    // The server has seen the connections end when it answers over later ones.
    for (let round = 0; round < 3; round++) await callJson(emulator.server.endpoint, 'ListQueues', {});
    await callJson(emulator.server.endpoint, 'SendMessage', { QueueUrl: 'q', MessageBody: 'kept' });
    const { body } = await callJson(emulator.server.endpoint, 'ReceiveMessage', { QueueUrl: 'q' });
    assert.equal((body as { Messages?: { Body: string }[] }).Messages?.[0]?.Body, 'kept');
  });

  it('are cut off when they send their headers too slowly', async () => {
    const listener = new HttpListener({
      newRequestId: () => 'id',
      onInternalError: assert.fail,
      headersMs: 100,
    });
    const socket = connect(await listener.listen(['127.0.0.1'], 0), '127.0.0.1');
    socket.setEncoding('latin1');
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\n');
    const text = await new Promise<string>((resolve) => {
      let all = '';
      socket.on('data', (chunk: string) => {
        all += chunk;
      });
      socket.on('close', () => resolve(all));
    });
    await listener.close();
    assert.equal(text.slice(0, 12), 'HTTP/1.1 408');
    assert.match(text, /RequestTimeoutException/);
  });

  it('are told what to do for a name that may be allowed', async () => {
    assert.match(
      await send(request(`Host: host.docker.internal\r\n${target}`)),
      /name host\.docker\.internal is not allowed/,
    );
  });
});

describe('An emulator that others may reach', () => {
  const emulator = useEmulator({ host: '0.0.0.0', allowedHosts: ['Queue.Test'] });

  it('answers by any address and by the names it was given, not by others', async () => {
    const { port } = emulator.server;
    for (const [host, status] of [
      ['10.1.2.3:9324', 200],
      ['queue.test', 200],
      ['QUEUE.TEST:80', 200],
      ['other.test', 403],
    ] as const) {
      const socket = connect(port, '127.0.0.1');
      socket.setEncoding('latin1');
      socket.write(
        `POST / HTTP/1.1\r\nHost: ${host}\r\nX-Amz-Target: AmazonSQS.ListQueues\r\nContent-Length: 0\r\n\r\n`,
      );
      const text = await new Promise<string>((resolve) => socket.once('data', resolve));
      socket.destroy();
      assert.equal(text.slice(0, 12), `HTTP/1.1 ${status}`, host);
    }
  });
});
