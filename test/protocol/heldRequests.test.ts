import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { describe, it } from 'mocha';
import { Activity } from '../../src/emulator/admin/activity';
import { AdjustableClock } from '../../src/emulator/admin/adjustableClock';
import { Admin } from '../../src/emulator/admin/admin';
import { Account } from '../../src/emulator/core/account';
import { HttpListener } from '../../src/emulator/http/httpListener';
import { RandomIds } from '../../src/emulator/randomIds';
import { SystemClock } from '../../src/emulator/systemClock';

const body = '{"QueueName":"early"}';
const request = (more = '') =>
  `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.CreateQueue\r\nConnection: close\r\n${more}Content-Length: ${body.length}\r\n\r\n`;

describe('Requests that come before the emulator has loaded its queues', () => {
  function createListener(): HttpListener {
    return new HttpListener({ newRequestId: () => 'id', onInternalError: assert.fail });
  }

  /** Whoever is connected has been accepted, and its bytes are on their way. */
  async function begin(port: number, head: string) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.write(head + body, () => resolve()));
    return { socket, answer: readText(socket).catch(() => '') };
  }

  function serve(listener: HttpListener): void {
    const wallClock = new SystemClock();
    const clock = new AdjustableClock(wallClock);
    const activity = new Activity(clock, 0);
    const account = new Account({ clock, ids: new RandomIds(), accountId: '000000000000' });
    const admin = new Admin({
      account,
      clock,
      wallClock,
      activity,
      version: '0.0.0',
      owner: { kind: 'program' },
      dataFolder: undefined,
      token: undefined,
      actionNames: [],
      newId: () => 'id',
      newSeed: () => 1,
    });
    listener.serve({ account, admin, admission: { allowedHosts: [], allowsAddresses: false } });
  }

  it('wait, and are answered then, also those that ask before they send their body', async () => {
    const listener = createListener();
    const port = await listener.listen(['127.0.0.1'], 0);
    const early = await begin(port, request());
    const asking = await begin(port, request('Expect: 100-continue\r\n'));
    // A later connection is accepted after them, and what it has sent is read after theirs.
    const later = await begin(port, request());
    serve(listener);
    for (const { answer } of [early, asking, later]) {
      assert.match(await answer, /"QueueUrl":"http:\/\/localhost\/000000000000\/early"/);
    }
    assert.match(await asking.answer, /^HTTP\/1.1 100 Continue/);
    await listener.close();
  });

  it('are cut off when it cannot start after all, and the port is free', async () => {
    const listener = createListener();
    const port = await listener.listen(['127.0.0.1'], 0);
    const { answer } = await begin(port, request());
    listener.abandon();
    assert.equal(await answer, '');
    const next = createListener();
    assert.equal(await next.listen(['127.0.0.1'], port), port);
    await next.close();
  });
});
