import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { Database } from 'node-sqlite3-wasm';
import { type RunningServer, type ServerOptions, startServer } from '../../src/emulator/server';
import { createClient, EmulatorProcess, useDataFolder } from '../support/durableEmulator';
import { eventually } from '../support/eventually';

const emptyQueue = { QueueUrl: 'q' };

describe('The data folder', () => {
  const newFolder = useDataFolder();

  async function makeStoredMessage(): Promise<string> {
    const folder = newFolder();
    await withServer({ data: { folder } }, async (client) => {
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
      await client.send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: 'kept' }));
    });
    return folder;
  }

  it('sets a damaged file aside, and the emulator starts empty and says so', async () => {
    const folder = await makeStoredMessage();
    const file = path.join(folder, 'queues.db');
    const damaged = readFileSync(file);
    damaged.fill(0xa5, 0, 100);
    writeFileSync(file, damaged);
    const notices: string[] = [];
    await withServer({ data: { folder }, onNotice: (sentence) => notices.push(sentence) }, async (client) => {
      await assert.rejects(client.send(new GetQueueAttributesCommand(emptyQueue)), {
        name: 'QueueDoesNotExist',
      });
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
    });
    const aside = readdirSync(folder).filter((name) => name.startsWith('queues.db.damaged-'));
    assert.equal(aside.length, 1);
    assert.deepEqual(readFileSync(path.join(folder, aside[0] as string)), damaged);
    assert.equal(notices.length, 1);
    assert.match(notices[0] as string, /starts empty; the damaged file was kept as .*damaged-/);
  });

  it('sets a file aside whose pages are broken further in', async () => {
    const folder = await makeStoredMessage();
    const file = path.join(folder, 'queues.db');
    const damaged = readFileSync(file);
    damaged.fill(0xa5, 4096);
    writeFileSync(file, damaged);
    const notices: string[] = [];
    await withServer({ data: { folder }, onNotice: (sentence) => notices.push(sentence) }, async (client) => {
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
    });
    assert.equal(notices.length, 1);
  });

  it('refuses a file of a newer version and leaves it as it is', async () => {
    const folder = await makeStoredMessage();
    const file = path.join(folder, 'queues.db');
    changeFile(file, 'PRAGMA user_version = 99');
    const before = readFileSync(file);
    await assert.rejects(startServer({ port: 0, data: { folder } }), {
      code: 'DATA_NEWER',
      message: /written by a newer Queuescope \(format 99, this one reads up to 2\)/,
    });
    assert.deepEqual(readFileSync(file), before);
    assert.equal(existsSync(path.join(folder, 'owner.json')), false);
  });

  it('refuses the queues of another account', async () => {
    const folder = await makeStoredMessage();
    await assert.rejects(startServer({ port: 0, accountId: '111122223333', data: { folder } }), {
      code: 'DATA_ACCOUNT',
      message: /belong to account 000000000000, not 111122223333/,
    });
    await withServer({ data: { folder } }, async (client) => {
      const { Messages } = await client.send(new ReceiveMessageCommand(emptyQueue));
      assert.equal(Messages?.[0]?.Body, 'kept');
    });
  });

  it('refuses a second emulator and names the first', async () => {
    const folder = newFolder();
    const first = await EmulatorProcess.start(['--data', folder]);
    try {
      await assert.rejects(
        EmulatorProcess.start(['--data', folder]),
        new RegExp(
          `${folder} is in use by an emulator in process ${first.pid} .* Stop that one, or choose another`,
        ),
      );
      await assert.rejects(startServer({ port: 0, data: { folder } }), { code: 'DATA_IN_USE' });
    } finally {
      await first.stop();
    }
    await withServer({ data: { folder } }, () => Promise.resolve());
  });

  it('refuses a second emulator in the same thread', async () => {
    const folder = newFolder();
    await withServer({ data: { folder } }, async () => {
      await assert.rejects(startServer({ port: 0, data: { folder } }), { code: 'DATA_IN_USE' });
    });
  });

  it('is free after its owner was killed, whose lock stayed behind', async () => {
    const folder = await makeStoredMessage();
    const first = await EmulatorProcess.start(['--data', folder]);
    await first.kill();
    assert.ok(existsSync(path.join(folder, 'queues.db.lock')));
    assert.ok(existsSync(path.join(folder, 'owner.json')));
    await withServer({ data: { folder } }, () => Promise.resolve());
  });

  it('has no file before there is something to keep, and has one then', async () => {
    const folder = newFolder();
    const file = path.join(folder, 'queues.db');
    await withServer({ data: { folder } }, async (client) => {
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
      assert.ok(existsSync(file), 'what was acknowledged is in it');
    });
    await withServer({ data: { folder } }, async (client) => {
      await client.send(new GetQueueAttributesCommand(emptyQueue));
    });
    const unused = newFolder();
    await (await startServer({ port: 0, data: { folder: unused } })).stop();
    assert.deepEqual(readdirSync(unused), []);
  });

  it('is free when the id of its owner is used by another process now', async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, 'queues.db.lock'), { recursive: true });
    const owner = {
      pid: process.ppid,
      processStartTime: '1',
      threadId: 0,
      since: '2026-01-01T00:00:00.000Z',
    };
    writeFileSync(path.join(folder, 'owner.json'), JSON.stringify(owner));
    await withServer({ data: { folder } }, () => Promise.resolve());
  });

  it('is let go when the emulator cannot listen', async () => {
    const folder = newFolder();
    await withServer({}, async (_, { port }) => {
      await assert.rejects(startServer({ port, data: { folder } }), { code: 'EADDRINUSE' });
    });
    await withServer({ data: { folder } }, () => Promise.resolve());
  });

  it('must be one that can be written', async () => {
    const folder = newFolder();
    writeFileSync(folder, 'a file');
    await assert.rejects(startServer({ port: 0, data: { folder } }), { code: 'DATA_FOLDER' });
  });
});

describe('A disk without room', () => {
  const newFolder = useDataFolder();
  const body = 'x'.repeat(50_000);

  it('refuses new messages, serves everything else, and takes messages again when there is room', async () => {
    const folder = newFolder();
    const notices: string[] = [];
    const options = {
      data: { folder, maxPages: 60 },
      onNotice: (sentence: string) => notices.push(sentence),
      onInternalError: () => undefined,
    };
    let taken = 0;
    await withServer(options, async (client) => {
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
      const send = (text: string) =>
        client.send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: text }));
      await assert.rejects(
        async () => {
          for (; taken < 20; taken++) await send(`${taken}-${body}`);
        },
        { name: 'OverLimit', message: /no room on its disk for new messages/ },
      );
      assert.ok(taken > 0 && taken < 10, `${taken} messages were taken`);
      await assert.rejects(send('small'), { name: 'OverLimit' });
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: 'q', MaxNumberOfMessages: 3 }),
      );
      assert.ok(Messages.length > 0);
      for (const { ReceiptHandle } of Messages) {
        await client.send(new DeleteMessageCommand({ QueueUrl: 'q', ReceiptHandle }));
      }
      taken -= Messages.length;
      await eventually(() => send('later'));
    });
    assert.deepEqual(
      notices.map((sentence) => sentence.slice(0, 20)),
      ['The disk takes no mo', 'There is room on the'],
    );
    await withServer({ data: { folder } }, async (client) => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: 'q', AttributeNames: ['All'] }),
      );
      // The refused one found room as well: its sender was told that it may have been taken.
      assert.equal(Attributes?.ApproximateNumberOfMessages, String(taken + 2));
    });
  });
});

describe('The memory cap', () => {
  it('refuses new messages of all queues, entry by entry, and takes them again after a delete', async () => {
    const mebibyte = 1024 * 1024;
    await withServer({ memoryCapBytes: mebibyte }, async (client) => {
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
      await client.send(new CreateQueueCommand({ QueueName: 'other' }));
      const MessageBody = 'x'.repeat(500_000);
      const send = (QueueUrl: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      await send('q');
      await send('other');
      await assert.rejects(send('q'), { name: 'OverLimit', message: /memory limit of 1 MiB/ });
      const Entries = [
        { Id: 'small', MessageBody: 'x' },
        { Id: 'large', MessageBody },
      ];
      const { Successful, Failed } = await client.send(
        new SendMessageBatchCommand({ QueueUrl: 'q', Entries }),
      );
      assert.deepEqual(
        [Successful?.map(({ Id }) => Id), Failed?.map(({ Id }) => Id)],
        [['small'], ['large']],
      );
      const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: 'other' }));
      const ReceiptHandle = Messages?.[0]?.ReceiptHandle;
      await client.send(new DeleteMessageCommand({ QueueUrl: 'other', ReceiptHandle }));
      await send('q');
    });
  });

  it('counts what was stored', async () => {
    const folder = useFolder();
    const options = { data: { folder }, memoryCapBytes: 100_000 };
    const command = new SendMessageCommand({ QueueUrl: 'q', MessageBody: 'x'.repeat(60_000) });
    await withServer(options, async (client) => {
      await client.send(new CreateQueueCommand({ QueueName: 'q' }));
      await client.send(command);
    });
    await withServer(options, async (client) => {
      await assert.rejects(client.send(command), { name: 'OverLimit' });
    });
  });

  const useFolder = useDataFolder();
});

async function withServer(
  options: Partial<ServerOptions>,
  run: (client: ReturnType<typeof createClient>, server: RunningServer) => Promise<void>,
): Promise<void> {
  const server = await startServer({ port: 0, ...options });
  const client = createClient(server.endpoint);
  try {
    await run(client, server);
  } finally {
    client.destroy();
    await server.stop();
  }
}

function changeFile(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(`PRAGMA locking_mode = EXCLUSIVE; ${sql}`);
  database.close();
}
