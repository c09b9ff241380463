import assert from 'node:assert/strict';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { useAdminBench } from '../support/admin';
import { useEmulator } from '../support/emulator';
import { parseXml, textAt, type XmlElement } from '../support/xmlDocument';

interface JsonMessage {
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attribute: readonly { readonly Name: string; readonly Value: string }[];
}

describe("LocalStack's list of messages", () => {
  const emulator = useEmulator();
  const on = useAdminBench(emulator);

  async function list(query: Record<string, string>, accept?: string): Promise<Response> {
    const url = `${on.bench.endpoint}/_aws/sqs/messages?${new URLSearchParams(query)}`;
    return fetch(url, { headers: accept ? { accept } : {} });
  }

  async function listJson(query: Record<string, string>): Promise<unknown> {
    const response = await list(query, 'application/json');
    const document = (await response.json()) as {
      ReceiveMessageResponse: { ReceiveMessageResult: { Message: unknown } | null };
    };
    return document.ReceiveMessageResponse.ReceiveMessageResult?.Message;
  }

  const attributesOf = (message: JsonMessage | undefined) =>
    Object.fromEntries(message?.Attribute.map(({ Name, Value }) => [Name, Value]) ?? []);

  it('is XML like that of ReceiveMessage, and has no effect', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(QueueUrl, 'one');
    await bench.send(QueueUrl, '<two>');
    for (let count = 0; count < 2; count++) {
      const document = parseXml(await (await list({ QueueUrl })).text());
      assert.equal(document.name, 'ReceiveMessageResponse');
      const messages = document.children[0]?.children as XmlElement[];
      assert.deepEqual(
        messages.map((message) => textAt(message, 'Body')),
        ['one', '<two>'],
      );
      const attributes = messages[0]?.children.filter(({ name }) => name === 'Attribute') ?? [];
      const receiveCount = attributes.find((each) => textAt(each, 'Name') === 'ApproximateReceiveCount');
      assert.equal(receiveCount && textAt(receiveCount, 'Value'), '0');
    }
    const [message] = await bench.receive(QueueUrl, {
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    assert.equal(message?.Attributes?.ApproximateReceiveCount, '1');
  });

  it('is JSON for who accepts it: a list of several, an object of one, nothing of none', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    assert.equal(await listJson({ QueueUrl }), undefined);
    await bench.send(QueueUrl, 'message-1');
    assert.equal(((await listJson({ QueueUrl })) as JsonMessage).Body, 'message-1');
    await bench.send(QueueUrl, 'message-2');
    const messages = (await listJson({ QueueUrl })) as JsonMessage[];
    assert.deepEqual(
      messages.map(({ MD5OfBody }) => MD5OfBody),
      ['3d6b824fd8c1520e9a047d21fee6fb1f', '95ef155b66299d14edf7ed57c468c13b'],
    );
    const attributes = attributesOf(messages[0]);
    for (const name of [
      'SenderId',
      'ApproximateReceiveCount',
      'ApproximateFirstReceiveTimestamp',
      'SentTimestamp',
    ]) {
      assert.ok(name in attributes, name);
    }
  });

  it('shows messages in flight and delayed ones when asked to', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    for (const body of ['m1', 'm2', 'm3']) await bench.send(QueueUrl, body);
    await bench.receive(QueueUrl);
    await bench.send(QueueUrl, 'm4', { DelaySeconds: 10 });
    const visible = (await listJson({ QueueUrl, ShowInvisible: 'False' })) as JsonMessage[];
    assert.deepEqual(
      visible.map(({ Body }) => Body),
      ['m2', 'm3'],
    );
    const all = (await listJson({ QueueUrl, ShowInvisible: 'True', ShowDelayed: '1' })) as JsonMessage[];
    assert.deepEqual(
      all.map((message) => [
        message.Body,
        attributesOf(message)['IsVisible'],
        attributesOf(message)['IsDelayed'],
      ]),
      [
        ['m1', 'false', 'false'],
        ['m2', 'true', 'false'],
        ['m3', 'true', 'false'],
        ['m4', 'true', 'true'],
      ],
    );
  });

  it('takes region, account and queue in its path', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(QueueUrl, 'by path');
    const name = QueueUrl.split('/').at(-1);
    const base = `${bench.endpoint}/_aws/sqs/messages`;
    const found = await fetch(`${base}/us-east-1/000000000000/${name}`);
    assert.match(await found.text(), /<Body>by path<\/Body>/);
    const elsewhere = await fetch(`${base}/us-east-2/000000000000/${name}`, {
      headers: { accept: 'application/json' },
    });
    assert.equal(elsewhere.status, 400);
    const { ErrorResponse } = (await elsewhere.json()) as { ErrorResponse: { Error: { Code: string } } };
    assert.equal(ErrorResponse.Error.Code, 'AWS.SimpleQueueService.NonExistentQueue');
  });

  it('is the endpoint of an SDK that only receives', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const MessageAttributes = { Bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([9, 8]) } };
    await bench.send(QueueUrl, 'message-1', { MessageAttributes });
    await bench.send(QueueUrl, 'message-2');
    const sqs = new SQSClient({
      endpoint: `${bench.endpoint}/_aws/sqs/messages`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      useQueueUrlAsEndpoint: false,
    });
    try {
      const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1 }));
      assert.deepEqual(
        Messages?.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount]),
        [
          ['message-1', '0'],
          ['message-2', '0'],
        ],
      );
      assert.deepEqual(Messages?.[0]?.MessageAttributes?.['Bytes']?.BinaryValue, new Uint8Array([9, 8]));
      await assert.rejects(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no' })), {
        message: 'This endpoint only accepts ReceiveMessage calls',
      });
    } finally {
      sqs.destroy();
    }
  });

  it('answers errors as LocalStack does', async () => {
    const cases: [Record<string, string>, number, string][] = [
      [{}, 400, 'AWS.SimpleQueueService.NonExistentQueue'],
      [{ QueueUrl: 'http://localhost:4566/nonsense' }, 404, 'InvalidAddress'],
      [
        { QueueUrl: 'http://localhost:4566/000000000000/none' },
        400,
        'AWS.SimpleQueueService.NonExistentQueue',
      ],
    ];
    for (const [query, status, code] of cases) {
      const response = await list(query, 'application/json');
      assert.equal(response.status, status);
      const { ErrorResponse } = (await response.json()) as { ErrorResponse: { Error: { Code: string } } };
      assert.equal(ErrorResponse.Error.Code, code);
    }
  });
});
