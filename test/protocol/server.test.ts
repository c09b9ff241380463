import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, it } from 'mocha';
import { type RunningServer, type ServerOptions, startServer } from '../../src/emulator/server';
import { SystemClock } from '../../src/emulator/systemClock';
import { beginLongPoll, callJson, callQuery } from '../support/rawCalls';
import { parseXml, textAt } from '../support/xmlDocument';

const hasIPv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

describe('The server', () => {
  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
    const server = await startServer({ port: 0, ...options });
    open.push(() => server.stop());
    return server;
  }

  async function takePort(port: number, host: string): Promise<number> {
    const server: Server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    open.push(() => new Promise((resolve) => server.close(resolve)));
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    return address.port;
  }

  it('answers on 127.0.0.1, and on ::1 where there is IPv6, with QueueUrls that lead back', async () => {
    const { port } = await start();
    for (const host of ['127.0.0.1', 'localhost', ...(hasIPv6 ? ['[::1]'] : [])]) {
      const { body } = await callJson(`http://${host}:${port}`, 'CreateQueue', { QueueName: 'q' });
      assert.deepEqual(body, { QueueUrl: `http://${host}:${port}/000000000000/q` });
    }
  });

  it('puts the account id into QueueUrls and ARNs', async () => {
    const { endpoint } = await start({ accountId: '123456789012' });
    const { body } = await callJson(endpoint, 'CreateQueue', { QueueName: 'q' });
    assert.deepEqual(body, { QueueUrl: `${endpoint}/123456789012/q` });
    const attributes = await callJson(endpoint, 'GetQueueAttributes', {
      QueueUrl: 'q',
      AttributeNames: ['QueueArn'],
    });
    assert.deepEqual(attributes.body, { Attributes: { QueueArn: 'arn:aws:sqs:us-east-1:123456789012:q' } });
  });

  it('fails with EADDRINUSE when its port is taken', async () => {
    const port = await takePort(0, '127.0.0.1');
    await assert.rejects(start({ port }), { code: 'EADDRINUSE' });
  });

  it('counts a port as taken that is taken on ::1 alone', async function () {
    if (!hasIPv6) {
      console.log('not run: this machine has no IPv6');
      this.skip();
    }
    const port = await takePort(0, '::1');
    await assert.rejects(start({ port }), { code: 'EADDRINUSE' });
  });

  it('takes the next free port when told to', async () => {
    const port = await takePort(0, '127.0.0.1');
    const server = await start({ port, usesNextFreePort: true });
    assert.ok(server.port > port && server.port <= port + 100, `${server.port}`);
    assert.equal(server.endpoint, `http://127.0.0.1:${server.port}`);
  });

  it('answers a waiting long poll when it stops, and takes no more calls', async () => {
    const { endpoint, stop } = await startServer({ port: 0 });
    await callJson(endpoint, 'CreateQueue', { QueueName: 'q' });
    const poll = await beginLongPoll(endpoint, 'q');
    await stop();
    assert.match(await poll.answer, /^HTTP\/1\.1 200 [\s\S]*\r\n\r\n\{\}$/);
    await assert.rejects(callJson(endpoint, 'ListQueues', {}));
  });

  it('stops although clients hold connections open and requests half sent', async () => {
    const { endpoint, port, stop } = await startServer({ port: 0 });
    await callJson(endpoint, 'ListQueues', {});
    const { connect } = await import('node:net');
    const idle = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    for (const socket of [idle, half]) {
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.once('connect', resolve));
    }
    half.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx');
    const closed = [idle, half].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await stop();
    await Promise.all(closed);
  });

  it('answers InternalFailure, reports it and goes on when something in it is broken', async () => {
    const errors: unknown[] = [];
    const clock = new SystemClock();
    let isBroken = false;
    const { endpoint } = await start({
      clock: {
        now: () => {
          if (isBroken) throw new Error('The clock stands still.');
          return clock.now();
        },
        setTimer: (at, callback) => clock.setTimer(at, callback),
      },
      onInternalError: (error) => errors.push(error),
    });
    await callJson(endpoint, 'CreateQueue', { QueueName: 'q' });
    isBroken = true;
    const message = { QueueUrl: 'q', MessageBody: 'b' };
    const json = await callJson(endpoint, 'SendMessage', message);
    const query = await callQuery(endpoint, { Action: 'SendMessage', ...message });
    isBroken = false;
    assert.equal(json.status, 500);
    assert.equal(json.headers.get('x-amzn-query-error'), 'InternalFailure;Receiver');
    assert.equal(query.status, 500);
    assert.equal(textAt(parseXml(query.text), 'Error/Type'), 'Receiver');
    assert.deepEqual(errors.map(String), Array(2).fill('Error: The clock stands still.'));
    assert.equal((await callJson(endpoint, 'SendMessage', message)).status, 200);
  });

  it('purges twice in a row when it is relaxed', async () => {
    for (const isRelaxed of [true, false]) {
      const { endpoint } = await start({ isRelaxed });
      await callJson(endpoint, 'CreateQueue', { QueueName: 'q' });
      await callJson(endpoint, 'PurgeQueue', { QueueUrl: 'q' });
      const { status } = await callJson(endpoint, 'PurgeQueue', { QueueUrl: 'q' });
      assert.equal(status, isRelaxed ? 200 : 403);
    }
  });
});
