import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { before, describe, it } from 'mocha';
import { useEmulator } from '../support/emulator';
import { call, callJson, callQuery, type RawAnswer } from '../support/rawCalls';
import { parseXml, textAt } from '../support/xmlDocument';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('The wire', () => {
  const emulator = useEmulator();
  let endpoint: string;
  let queueUrl: string;

  before(async () => {
    endpoint = emulator.server.endpoint;
    queueUrl = `${endpoint}/000000000000/wire`;
    await callJson(endpoint, 'CreateQueue', { QueueName: 'wire', Attributes: { VisibilityTimeout: '0' } });
    await callJson(endpoint, 'CreateQueue', { QueueName: 'wire.fifo', Attributes: { FifoQueue: 'true' } });
  });

  describe('in JSON', () => {
    it('answers 200 with the content type and a request id', async () => {
      const { status, headers, body } = await callJson(endpoint, 'GetQueueUrl', { QueueName: 'wire' });
      assert.equal(status, 200);
      assert.equal(headers.get('content-type'), 'application/x-amz-json-1.0');
      assert.match(headers.get('x-amzn-requestid') ?? '', uuid);
      assert.deepEqual(body, { QueueUrl: queueUrl });
    });

    const empty: [action: string, input: object][] = [
      ['SetQueueAttributes', { Attributes: { DelaySeconds: '0' } }],
      ['TagQueue', { Tags: { a: 'b' } }],
      ['UntagQueue', { TagKeys: ['a'] }],
      ['AddPermission', { Label: 'l', AWSAccountIds: ['123456789012'], Actions: ['SendMessage'] }],
      ['RemovePermission', { Label: 'l' }],
      ['PurgeQueue', {}],
    ];
    for (const [action, input] of empty) {
      it(`answers ${action} with an empty body`, async () => {
        const { status, text } = await callJson(endpoint, action, { QueueUrl: queueUrl, ...input });
        assert.deepEqual([status, text], [200, '']);
      });
    }

    const nothing: [action: string, input: object][] = [
      ['ReceiveMessage', { QueueUrl: 'wire' }],
      ['ListQueueTags', { QueueUrl: 'wire' }],
      ['ListDeadLetterSourceQueues', { QueueUrl: 'wire' }],
      ['ListQueues', { QueueNamePrefix: 'no such' }],
      ['GetQueueAttributes', { QueueUrl: 'wire' }],
    ];
    for (const [action, input] of nothing) {
      it(`answers ${action} with an empty structure when there is nothing to say`, async () => {
        const { status, text } = await callJson(endpoint, action, input);
        assert.deepEqual([status, text], [200, '{}']);
      });
    }

    it('works on the path of a queue', async () => {
      const { status, body } = await callJson(queueUrl, 'SendMessage', { MessageBody: 'by path' });
      assert.equal(status, 200);
      assert.match((body as { MessageId: string }).MessageId, uuid);
      const received = await callJson(queueUrl, 'ReceiveMessage', {});
      const [{ ReceiptHandle, Body }] = (received.body as { Messages: [Record<string, string>] }).Messages;
      assert.equal(Body, 'by path');
      assert.equal((await callJson(queueUrl, 'DeleteMessage', { ReceiptHandle })).text, '');
    });

    it('sends only these four members of a message when nothing more is asked for', async () => {
      await callJson(endpoint, 'SendMessage', { QueueUrl: 'wire', MessageBody: 'm' });
      const { body } = await callJson(endpoint, 'ReceiveMessage', { QueueUrl: 'wire' });
      const [message] = (body as { Messages: [Record<string, string>] }).Messages;
      assert.deepEqual(Object.keys(message).sort(), ['Body', 'MD5OfBody', 'MessageId', 'ReceiptHandle']);
      await callJson(queueUrl, 'DeleteMessage', { ReceiptHandle: message['ReceiptHandle'] });
    });

    it('makes the header X-Amzn-Trace-Id the AWSTraceHeader of the message', async () => {
      const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793';
      await callJson(queueUrl, 'SendMessage', { MessageBody: 't' }, { 'X-Amzn-Trace-Id': trace });
      const { body } = await callJson(queueUrl, 'ReceiveMessage', { MessageSystemAttributeNames: ['All'] });
      const [message] = (
        body as { Messages: [{ ReceiptHandle: string; Attributes: Record<string, string> }] }
      ).Messages;
      assert.equal(message.Attributes['AWSTraceHeader'], trace);
      await callJson(queueUrl, 'DeleteMessage', { ReceiptHandle: message.ReceiptHandle });
    });

    const sqs = 'com.amazonaws.sqs#';
    const coral = 'com.amazon.coral.service#';
    const errors: [
      action: string,
      input: unknown,
      status: number,
      type: string,
      code: string,
      text?: string,
    ][] = [
      [
        'SendMessage',
        { QueueUrl: 'nowhere', MessageBody: 'b' },
        400,
        `${sqs}QueueDoesNotExist`,
        'AWS.SimpleQueueService.NonExistentQueue',
        'The specified queue does not exist.',
      ],
      [
        'SendMessage',
        { MessageBody: 'b' },
        400,
        `${sqs}QueueDoesNotExist`,
        'AWS.SimpleQueueService.NonExistentQueue',
      ],
      [
        'SendMessage',
        { QueueUrl: 'wire' },
        400,
        `${coral}MissingRequiredParameterException`,
        'MissingParameter',
        'The request must contain the parameter MessageBody.',
      ],
      [
        'SendMessage',
        { QueueUrl: 'wire', MessageBody: '\u0000' },
        400,
        `${sqs}InvalidMessageContents`,
        'InvalidMessageContents',
      ],
      [
        'SendMessage',
        { QueueUrl: 'wire', MessageBody: 'b', DelaySeconds: 901 },
        400,
        `${coral}InvalidParameterValueException`,
        'InvalidParameterValue',
        'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
      ],
      [
        'SendMessage',
        { QueueUrl: 'wire.fifo', MessageBody: 'b' },
        400,
        `${coral}MissingRequiredParameterException`,
        'MissingParameter',
        'The request must contain the parameter MessageGroupId.',
      ],
      [
        'SendMessage',
        { QueueUrl: 'wire', MessageBody: 'x'.repeat(1_048_577) },
        400,
        `${coral}InvalidParameterValueException`,
        'InvalidParameterValue',
        'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
      ],
      [
        'SendMessage',
        { QueueUrl: 'wire', MessageBody: 'x'.repeat(9_000_000) },
        400,
        `${coral}InvalidParameterValueException`,
        'InvalidParameterValue',
        'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
      ],
      [
        'ReceiveMessage',
        { QueueUrl: 'wire', MaxNumberOfMessages: 11 },
        400,
        `${coral}InvalidParameterValueException`,
        'InvalidParameterValue',
        'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
      ],
      [
        'ReceiveMessage',
        { QueueUrl: 'wire', WaitTimeSeconds: 21 },
        400,
        `${coral}InvalidParameterValueException`,
        'InvalidParameterValue',
        'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      ],
      [
        'ReceiveMessage',
        { QueueUrl: 'wire', VisibilityTimeout: '5' },
        400,
        `${coral}SerializationException`,
        'MalformedInput',
        'STRING_VALUE can not be converted to an Integer',
      ],
      [
        'DeleteMessage',
        { QueueUrl: 'wire' },
        400,
        `${coral}MissingRequiredParameterException`,
        'MissingParameter',
        'The request must contain the parameter ReceiptHandle.',
      ],
      [
        'DeleteMessage',
        { QueueUrl: 'wire', ReceiptHandle: 'junk' },
        404,
        `${sqs}ReceiptHandleIsInvalid`,
        'ReceiptHandleIsInvalid',
        'The input receipt handle "junk" is not a valid receipt handle.',
      ],
      ['GetQueueUrl', {}, 400, `${coral}InvalidParameterValueException`, 'InvalidParameterValue'],
      [
        'GetQueueAttributes',
        { QueueUrl: 'wire', AttributeNames: ['Nope'] },
        400,
        `${sqs}InvalidAttributeName`,
        'InvalidAttributeName',
        'Unknown Attribute Nope.',
      ],
      [
        'SetQueueAttributes',
        { QueueUrl: 'wire', Attributes: { DelaySeconds: '901' } },
        400,
        `${sqs}InvalidAttributeValue`,
        'InvalidAttributeValue',
        'Invalid value for the parameter DelaySeconds.',
      ],
      [
        'CreateQueue',
        { QueueName: 'wire', Attributes: { VisibilityTimeout: '7' } },
        400,
        `${sqs}QueueNameExists`,
        'QueueAlreadyExists',
        'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
      ],
      [
        'CreateQueue',
        { QueueName: 'a b' },
        400,
        `${coral}InvalidParameterValueException`,
        'InvalidParameterValue',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      ],
      [
        'SendMessageBatch',
        { QueueUrl: 'wire', Entries: [] },
        400,
        `${sqs}EmptyBatchRequest`,
        'AWS.SimpleQueueService.EmptyBatchRequest',
        'There should be at least one SendMessageBatchRequestEntry in the request.',
      ],
      [
        'SendMessageBatch',
        {
          QueueUrl: 'wire',
          Entries: [
            { Id: 'a', MessageBody: 'b' },
            { Id: 'a', MessageBody: 'c' },
          ],
        },
        400,
        `${sqs}BatchEntryIdsNotDistinct`,
        'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
        'Id a repeated.',
      ],
      ['Nothing', {}, 400, `${coral}UnknownOperationException`, 'InvalidAction'],
      ['ListQueues', '{"a":', 400, `${coral}SerializationException`, 'MalformedInput'],
      [
        'ListQueues',
        '[]',
        400,
        `${coral}SerializationException`,
        'MalformedInput',
        'Start of list found where not expected',
      ],
    ];
    for (const [action, input, status, type, code, text] of errors) {
      const shown = JSON.stringify(input).slice(0, 90);
      it(`answers ${action} ${shown} with ${type.split('#')[1]}`, async () => {
        const answer = await callJson(endpoint, action, input);
        const { __type, message } = answer.body as { __type: string; message: string };
        assert.deepEqual([answer.status, __type], [status, type]);
        assert.equal(answer.headers.get('x-amzn-query-error'), `${code};Sender`);
        if (text !== undefined) assert.equal(message, text);
      });
    }

    it('takes a message of exactly 1 MiB whose every byte is escaped', async () => {
      const text = `{"QueueUrl":"wire","MessageBody":"${'\\u0061'.repeat(1_048_576)}"}`;
      const { status, body } = await callJson(endpoint, 'SendMessage', text);
      assert.equal(status, 200);
      const md5 = '7202826a7791073fe2787f0c94603278';
      assert.equal((body as { MD5OfMessageBody: string }).MD5OfMessageBody, md5);
    });
  });

  describe('in the Query protocol', () => {
    async function document(answer: Promise<RawAnswer>) {
      const { headers, text } = await answer;
      assert.equal(headers.get('content-type'), 'text/xml');
      return parseXml(text);
    }

    it('takes POST and GET, on the root and on the path of a queue', async () => {
      const byPost = await document(callQuery(endpoint, { Action: 'GetQueueUrl', QueueName: 'wire' }));
      const byGet = await document(
        callQuery(`${endpoint}/`, { Action: 'GetQueueUrl', QueueName: 'wire' }, { method: 'GET' }),
      );
      const onQueue = await document(callQuery(queueUrl, { Action: 'GetQueueUrl', QueueName: 'wire' }));
      for (const answer of [byPost, byGet, onQueue]) {
        assert.equal(answer.name, 'GetQueueUrlResponse');
        assert.equal(textAt(answer, 'GetQueueUrlResult/QueueUrl'), queueUrl);
        assert.match(textAt(answer, 'ResponseMetadata/RequestId') ?? '', uuid);
      }
    });

    it('sends and receives a body with line ends and markup unharmed', async () => {
      const url = `${endpoint}/000000000000/query`;
      await callQuery(endpoint, { Action: 'CreateQueue', QueueName: 'query' });
      const body = 'a\r\nb\t"<&>\' 😀';
      await callQuery(url, { Action: 'SendMessage', MessageBody: body });
      const answer = await document(callQuery(url, { Action: 'ReceiveMessage', 'AttributeName.1': 'All' }));
      assert.equal(textAt(answer, 'ReceiveMessageResult/Message/Body'), body);
      const handle = textAt(answer, 'ReceiveMessageResult/Message/ReceiptHandle') ?? '';
      const deleted = await document(callQuery(url, { Action: 'DeleteMessage', ReceiptHandle: handle }));
      assert.deepEqual(
        deleted.children.map(({ name }) => name),
        ['ResponseMetadata'],
      );
      const nothing = await document(callQuery(url, { Action: 'ReceiveMessage' }));
      assert.deepEqual(nothing.children[0], { name: 'ReceiveMessageResult', children: [], text: '' });
    });

    const errors: [
      parameters: Record<string, string>,
      path: string,
      status: number,
      code: string,
      text: string,
    ][] = [
      [
        { Action: 'ReceiveMessage' },
        '/000000000000/nowhere',
        400,
        'AWS.SimpleQueueService.NonExistentQueue',
        'The specified queue does not exist for this wsdl version.',
      ],
      [
        { Action: 'ListQueues' },
        '/000000000000/wire',
        400,
        'InvalidAction',
        'The action ListQueues is not valid for this endpoint.',
      ],
      [
        { Action: 'Nothing' },
        '/',
        400,
        'InvalidAction',
        'The action Nothing is not valid for this endpoint.',
      ],
      [
        { Action: 'DeleteMessage', ReceiptHandle: '<&' },
        '/000000000000/wire',
        404,
        'ReceiptHandleIsInvalid',
        'The input receipt handle "<&" is not a valid receipt handle.',
      ],
    ];
    for (const [parameters, path, status, code, text] of errors) {
      it(`answers ${parameters['Action']} on ${path} with ${code}`, async () => {
        const answer = await callQuery(endpoint + path, parameters);
        const xml = parseXml(answer.text);
        assert.equal(answer.status, status);
        assert.equal(xml.name, 'ErrorResponse');
        assert.equal(textAt(xml, 'Error/Type'), 'Sender');
        assert.equal(textAt(xml, 'Error/Code'), code);
        assert.equal(textAt(xml, 'Error/Message'), text);
        assert.match(textAt(xml, 'RequestId') ?? '', uuid);
      });
    }

    it('answers a GET of a queue without action with 404', async () => {
      const { status, text } = await call(queueUrl, { method: 'GET' });
      assert.equal(status, 404);
      assert.equal(parseXml(text).name, 'UnknownOperationException');
    });

    it('wraps the result in JSON for a client that accepts JSON', async () => {
      const headers = { Accept: 'application/json' };
      const { body, headers: answered } = await callQuery(
        endpoint,
        { Action: 'ListQueues' },
        { method: 'GET', headers },
      );
      assert.equal(answered.get('content-type'), 'application/json');
      const { ListQueuesResponse } = body as {
        ListQueuesResponse: { ListQueuesResult: { queueUrls: string[] } };
      };
      assert.ok(ListQueuesResponse.ListQueuesResult.queueUrls.includes(queueUrl));
    });

    it('takes the region from a presigned request', async () => {
      const scope = { 'X-Amz-Credential': 'AKID/20260101/eu-north-1/sqs/aws4_request' };
      const create = { Action: 'CreateQueue', QueueName: 'north', ...scope };
      await callQuery(`${endpoint}/`, create, { method: 'GET' });
      const attributes = { Action: 'GetQueueAttributes', 'AttributeName.1': 'QueueArn', ...scope };
      const url = `${endpoint}/000000000000/north`;
      const answer = await document(callQuery(url, attributes, { method: 'GET' }));
      assert.equal(
        textAt(answer, 'GetQueueAttributesResult/Attribute/Value'),
        'arn:aws:sqs:eu-north-1:000000000000:north',
      );
    });

    for (const name of ['sqs.eu-west-1.localhost', 'eu-west-1.queue.localhost']) {
      it(`takes the region of an unsigned request from the host ${name}`, async () => {
        const host = `${name}:${new URL(endpoint).port}`;
        const queue = `${name.split('.')[0]}-unsigned`;
        const created = parseXml(await getFrom(host, `/?Action=CreateQueue&QueueName=${queue}`));
        const url = new URL(textAt(created, 'CreateQueueResult/QueueUrl') ?? '');
        assert.equal(url.host, host);
        const action = 'Action=GetQueueAttributes&AttributeName.1=QueueArn';
        const answer = parseXml(await getFrom(url.host, `${url.pathname}?${action}`));
        assert.equal(
          textAt(answer, 'GetQueueAttributesResult/Attribute/Value'),
          `arn:aws:sqs:eu-west-1:000000000000:${queue}`,
        );
      });
    }

    /** `fetch` does not let the Host header be chosen. */
    async function getFrom(host: string, path: string): Promise<string> {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get(`${endpoint}${path}`, { headers: { host } }, resolve).on('error', reject);
      });
      return readText(response);
    }
  });
});
