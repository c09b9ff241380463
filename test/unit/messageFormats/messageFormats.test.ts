import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, it } from 'mocha';
import { lambdaEvent } from '../../../src/messageFormats/lambdaEvent';
import { savedMessages, type WritableMessage } from '../../../src/messageFormats/savedMessages';
import { awsCliCommands, type SendTarget, sdkProgram } from '../../../src/messageFormats/sendCommand';

const BODY = `{"note": "it's \\"$HOME\\" \`id\` \u2028 zwölf"}\n\\`;

const message: WritableMessage = {
  messageId: 'm-1',
  body: BODY,
  md5OfBody: 'd41d',
  attributes: [
    { name: 'Attempt', dataType: 'Number.int', value: '3' },
    { name: 'Picture', dataType: 'Binary.png', value: 'AP8=' },
  ],
  systemAttributes: { SentTimestamp: '1', MessageGroupId: 'g' },
};

const target: SendTarget = {
  queueUrl: 'http://127.0.0.1:9324/000000000000/orders.fifo',
  region: 'us-east-1',
  isFifo: true,
  endpoint: 'http://127.0.0.1:9324',
};

describe('Messages in other forms', () => {
  it('are saved with all they have, as the AWS CLI prints them', () => {
    const [saved] = JSON.parse(savedMessages([message], 'json')) as [object];
    assert.deepEqual(saved, {
      MessageId: 'm-1',
      Body: BODY,
      MD5OfBody: 'd41d',
      Attributes: { SentTimestamp: '1', MessageGroupId: 'g' },
      MessageAttributes: {
        Attempt: { DataType: 'Number.int', StringValue: '3' },
        Picture: { DataType: 'Binary.png', BinaryValue: 'AP8=' },
      },
    });
  });

  it('are one to a line as NDJSON', () => {
    const lines = savedMessages([message, { ...message, messageId: 'm-2' }], 'ndjson').split('\n');
    assert.equal(lines.length, 3);
    assert.equal((JSON.parse(lines[1] ?? '') as { MessageId: string }).MessageId, 'm-2');
  });

  it('are a command whose words a shell gives on as they are', () => {
    const command = awsCliCommands([message], target);
    const script = `aws() { node -e 'console.log(JSON.stringify(process.argv.slice(1)))' -- "$@"; }\n${command}`;
    const words = JSON.parse(execFileSync('bash', ['-c', script], { encoding: 'utf8' })) as string[];
    assert.equal(words[words.indexOf('--message-body') + 1], BODY);
    assert.deepEqual(JSON.parse(words[words.indexOf('--message-attributes') + 1] ?? ''), {
      Attempt: { DataType: 'Number.int', StringValue: '3' },
      Picture: { DataType: 'Binary.png', BinaryValue: 'AP8=' },
    });
    assert.equal(words[words.indexOf('--message-group-id') + 1], 'g');
    assert.equal(words[words.indexOf('--message-deduplication-id') + 1], 'copy-of-m-1');
  });

  it('are a program that builds the same message', () => {
    const program = sdkProgram([message], { ...target, isFifo: false });
    const code = program.replace(/^import.*$/m, '').replaceAll('await client.send(', 'sent.push(');
    const sent: { input: Record<string, unknown> }[] = [];
    const SendMessageCommand = class {
      constructor(readonly input: unknown) {}
    };
    runInNewContext(code, { sent, SendMessageCommand, SQSClient: class {}, Buffer });
    const [{ input }] = sent as [{ input: Record<string, unknown> }];
    assert.equal(input['MessageBody'], BODY);
    assert.deepEqual(structuredClone(input['MessageAttributes']), {
      Attempt: { DataType: 'Number.int', StringValue: '3' },
      Picture: { DataType: 'Binary.png', BinaryValue: new Uint8Array([0, 255]) },
    });
    assert.equal(input['MessageDeduplicationId'], undefined);
  });

  it('are an event of Lambda', () => {
    const arn = 'arn:aws:sqs:us-east-1:000000000000:orders';
    const event = JSON.parse(lambdaEvent([message], { arn, region: 'us-east-1' })) as { Records: [object] };
    assert.deepEqual(event.Records[0], {
      messageId: 'm-1',
      receiptHandle: '',
      body: BODY,
      attributes: { SentTimestamp: '1', MessageGroupId: 'g' },
      messageAttributes: {
        Attempt: { stringValue: '3', stringListValues: [], binaryListValues: [], dataType: 'Number.int' },
        Picture: { binaryValue: 'AP8=', stringListValues: [], binaryListValues: [], dataType: 'Binary.png' },
      },
      md5OfBody: 'd41d',
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: 'us-east-1',
    });
  });
});
