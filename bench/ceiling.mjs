// @ts-check
// The speed limit of Node: a bare HTTP server that reads a JSON body, parses it, takes one MD5 and answers
// a fixed shape for the action. It keeps no queue and checks nothing.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import process from 'node:process';

const id = 'b5293cb5-d306-4a17-9048-b263635abe42';
const receiptHandle = 'AQEB'.padEnd(160, 'x');
/** What SQS answers when all attributes are asked for. */
const attributes = {
  QueueArn: 'arn:aws:sqs:us-east-1:000000000000:bench',
  ApproximateNumberOfMessages: '0',
  ApproximateNumberOfMessagesNotVisible: '0',
  ApproximateNumberOfMessagesDelayed: '0',
  CreatedTimestamp: '1767225600',
  LastModifiedTimestamp: '1767225600',
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

/** @type {Record<string, (input: any, md5: string) => object | undefined>} */
const shapes = {
  SendMessage: (_, md5) => ({ MessageId: id, MD5OfMessageBody: md5 }),
  ReceiveMessage: (input, md5) => ({
    Messages: Array.from({ length: input.MaxNumberOfMessages ?? 1 }, () => ({
      MessageId: id,
      ReceiptHandle: receiptHandle,
      MD5OfBody: md5,
      Body: body,
    })),
  }),
  DeleteMessage: () => undefined,
  SendMessageBatch: ({ Entries }, md5) => ({
    Successful: Entries.map((/** @type {{ Id: string }} */ { Id }) => ({
      Id,
      MessageId: id,
      MD5OfMessageBody: md5,
    })),
  }),
  DeleteMessageBatch: ({ Entries }) => ({
    Successful: Entries.map((/** @type {{ Id: string }} */ { Id }) => ({ Id })),
  }),
  GetQueueAttributes: () => ({ Attributes: attributes }),
  PurgeQueue: () => undefined,
  CreateQueue: () => ({ QueueUrl: `http://127.0.0.1:${port}/000000000000/bench` }),
};

let body = '';
const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const input = JSON.parse(Buffer.concat(chunks).toString());
    body = input.MessageBody ?? input.Entries?.[0]?.MessageBody ?? body;
    const md5 = createHash('md5').update(body).digest('hex');
    const action = String(request.headers['x-amz-target']).slice('AmazonSQS.'.length);
    const output = shapes[action]?.(input, md5);
    const text = output === undefined ? '' : JSON.stringify(output);
    response.writeHead(200, {
      'x-amzn-RequestId': id,
      'Content-Type': 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
let port = 0;
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  console.log(`listening on http://127.0.0.1:${port}`);
});
