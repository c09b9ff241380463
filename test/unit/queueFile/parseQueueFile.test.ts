import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { queueAttributes } from '../../../src/attributes/queueAttributes';
import { parseQueueFile } from '../../../src/queueFile/parseQueueFile';
import { problemText } from '../../../src/queueFile/problemText';

const parse = (text: string) => parseQueueFile(text, 'us-east-1');
const sentencesOf = (text: string) => (parse(text).problems ?? []).map((problem) => problemText(problem));

describe('A file of queues', () => {
  it('is read with attributes, tags, links, messages and regions', () => {
    const { file } = parse(
      JSON.stringify({
        $schema: 'anything',
        region: 'eu-central-1',
        queues: [
          {
            name: 'orders',
            attributes: { VisibilityTimeout: 60, SqsManagedSseEnabled: false, Policy: { Statement: [] } },
            tags: { team: 'a' },
            deadLetterQueue: { name: 'orders-dlq', maxReceiveCount: 3 },
            messages: [
              { body: 'text', delaySeconds: 5 },
              {
                body: { id: 1 },
                messageAttributes: {
                  Kind: 'new',
                  Attempt: 1,
                  Bytes: { dataType: 'Binary.png', value: 'AP8=' },
                },
              },
            ],
          },
          { name: 'orders-dlq' },
          { name: 'jobs.fifo', region: 'us-west-2', attributes: { ContentBasedDeduplication: 'true' } },
        ],
      }),
    );
    assert.deepEqual(file?.queues, [
      {
        name: 'orders',
        region: 'eu-central-1',
        attributes: { VisibilityTimeout: '60', SqsManagedSseEnabled: 'false', Policy: '{"Statement":[]}' },
        tags: { team: 'a' },
        deadLetterQueue: { name: 'orders-dlq', maxReceiveCount: 3 },
        messages: [
          draft({ body: 'text', delaySeconds: 5 }),
          draft({
            body: '{"id":1}',
            attributes: [
              { name: 'Kind', dataType: 'String', value: 'new' },
              { name: 'Attempt', dataType: 'Number', value: '1' },
              { name: 'Bytes', dataType: 'Binary.png', value: 'AP8=' },
            ],
          }),
        ],
      },
      queue({ name: 'orders-dlq', region: 'eu-central-1' }),
      queue({
        name: 'jobs.fifo',
        region: 'us-west-2',
        attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
      }),
    ]);
  });

  it('takes the region of whoever applies it where it names none, and may begin with a byte order mark', () => {
    assert.equal(parse('\uFEFF{"queues":[{"name":"q"}]}').file?.queues[0]?.region, 'us-east-1');
  });

  it('is as the example of its documentation', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/configuration.md', 'utf8')) ?? [];
    assert.deepEqual(sentencesOf(example), []);
    assert.equal(parse(example).file?.queues.length, 3);
  });

  it('tells line and column of what is not JSON', () => {
    assert.match(sentencesOf('{\n  "queues" []\n}')[0] ?? '', /^Line 2, column 12 is not JSON: /);
    assert.match(sentencesOf('{\n "queues": [')[0] ?? '', /^Line 2, column 13 is not JSON: /);
    assert.match(sentencesOf('{\n [,]\n}')[0] ?? '', /is not JSON: [^\n]+$/);
  });

  const wrong: [file: unknown, sentence: string][] = [
    [[], 'This must be an object: { … }.'],
    [{}, '“queues” is missing.'],
    [
      { queues: [], endpoint: 'http://elsewhere' },
      'endpoint: “endpoint” is not known here; allowed are: $schema, region, queues, traffic.',
    ],
    [{ queues: {} }, 'queues: This must be a list: [ … ].'],
    [{ queues: [{}] }, 'queues[0]: “name” is missing.'],
    [{ queues: [{ name: 5 }] }, 'queues[0].name: This must be text: "…".'],
    [
      { queues: [{ name: 'a b' }] },
      'queues[0].name: “ ” is not allowed: only the letters A–Z and a–z, digits, hyphens and underscores are.',
    ],
    [{ queues: [], region: 'Europe' }, 'region: “Europe” is no region; one is written like us-east-1.'],
    [
      { queues: [{ name: 'a' }, { name: 'a' }] },
      'queues[1].name: a stands twice in us-east-1; a name is allowed once per region.',
    ],
    [
      withQueue({ attributes: { DelaySeconds: 901 } }),
      'queues[0].attributes.DelaySeconds: This must be from 0 to 900.',
    ],
    [
      withQueue({ attributes: { DelaySeconds: 'soon' } }),
      'queues[0].attributes.DelaySeconds: This must be a whole number.',
    ],
    [
      withQueue({ attributes: { DelaySeconds: null } }),
      'queues[0].attributes.DelaySeconds: This must be text, a number, true, false or an object.',
    ],
    [
      withQueue({ attributes: { DeduplicationScope: 'queue' } }),
      'queues[0].attributes.DeduplicationScope: Only FIFO queues have this attribute; their names end in .fifo.',
    ],
    [
      withQueue({ attributes: { FifoQueue: true } }),
      'queues[0].attributes.FifoQueue: A queue is FIFO when its name ends in .fifo, and only then; leave this attribute out.',
    ],
    [
      { queues: [{ name: 'q.fifo', attributes: { DeduplicationScope: 'all' } }] },
      'queues[0].attributes.DeduplicationScope: This must be one of: queue, messageGroup.',
    ],
    [
      withQueue({ attributes: { Policy: 'x' } }),
      'queues[0].attributes.Policy: This must be an object, or text that is JSON.',
    ],
    [withQueue({ tags: { team: 1 } }), 'queues[0].tags.team: A tag’s value must be text: "…".'],
    [
      withQueue({ tags: { 'aws:x': '1' } }),
      'queues[0].tags["aws:x"]: A tag’s key has 1 to 128 letters, digits, spaces or any of _ . : / = + - @, and does not begin with “aws:”.',
    ],
    [
      withQueue({ deadLetterQueue: { name: 'd', maxReceiveCount: 3 } }),
      'queues[0].deadLetterQueue: The file has no queue d in us-east-1; define it there too.',
    ],
    [
      withQueue({ deadLetterQueue: { name: 'q', maxReceiveCount: 3 } }),
      'queues[0].deadLetterQueue: A queue cannot be its own dead-letter queue.',
    ],
    [
      { queues: [{ name: 'd' }, { name: 'q.fifo', deadLetterQueue: { name: 'd', maxReceiveCount: 3 } }] },
      'queues[1].deadLetterQueue: The dead-letter queue of a FIFO queue must be FIFO, that of a standard queue standard.',
    ],
    [
      withQueue({ deadLetterQueue: { name: 'd', maxReceiveCount: 0 } }),
      'queues[0].deadLetterQueue.maxReceiveCount: This must be from 1 to 1000.',
    ],
    [
      withQueue({ attributes: { RedrivePolicy: {} }, deadLetterQueue: { name: 'q', maxReceiveCount: 1 } }),
      'queues[0].deadLetterQueue: The dead-letter queue is given twice; leave out either this or the attribute RedrivePolicy.',
    ],
    [withQueue({ messages: [{}] }), 'queues[0].messages[0]: “body” is missing.'],
    [
      withQueue({ messages: [{ body: '' }] }),
      'queues[0].messages[0]: The body is empty; SQS wants at least one character.',
    ],
    [
      withQueue({ messages: [{ body: 'x', messageAttributes: { a: true } }] }),
      'queues[0].messages[0].messageAttributes.a: This must be text, a number, or an object of “dataType” and “value”.',
    ],
    [
      { queues: [{ name: 'q.fifo', messages: [{ body: 'x', messageGroupId: 'g' }] }] },
      'queues[0].messages[0]: Give “messageDeduplicationId”, or set the attribute ContentBasedDeduplication of the queue.',
    ],
  ];
  for (const [file, sentence] of wrong) {
    it(`is refused with “${sentence}”`, () => {
      assert.ok(
        sentencesOf(JSON.stringify(file)).includes(sentence),
        sentencesOf(JSON.stringify(file)).join('\n'),
      );
    });
  }

  it('tells everything that is wrong at once', () => {
    assert.equal(sentencesOf('{"queues":[{"name":""},{"name":"a","x":1},{"nam":"b"}]}').length, 4);
  });
});

describe('The JSON schema of files of queues', () => {
  const schema = JSON.parse(readFileSync('media/queuescope.schema.json', 'utf8')) as {
    definitions: { queue: { properties: { attributes: { properties: Record<string, SchemaAttribute> } } } };
  };
  const described = schema.definitions.queue.properties.attributes.properties;

  it('has the attributes that the program knows, with the same ranges, choices and defaults', () => {
    assert.deepEqual(
      Object.entries(described)
        .map(([name, { minimum, maximum, enum: choices, default: value }]) => ({
          name,
          range: minimum === undefined ? undefined : [minimum, maximum],
          choices: choices?.includes('true') ? undefined : choices,
          default: value === undefined ? undefined : String(value as string),
        }))
        .sort(byName),
      queueAttributes
        .map(({ name, range, choices, default: value }) => ({
          name,
          range,
          choices,
          default: name === 'FifoQueue' ? undefined : value,
        }))
        .sort(byName),
    );
  });

  it('is contributed for the file of a workspace folder', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { jsonValidation: readonly { fileMatch: string; url: string }[] };
    };
    assert.deepEqual(
      contributes.jsonValidation.filter(({ url }) => url === './media/queuescope.schema.json'),
      [{ fileMatch: '/.vscode/queuescope.json', url: './media/queuescope.schema.json' }],
    );
  });

  it('describes every key of a queue and of a message, and no other', () => {
    const keys = (file: unknown) =>
      sentencesOf(JSON.stringify(file)).flatMap(
        (text) => /allowed are: (.*)\.$/.exec(text)?.[1]?.split(', ') ?? [],
      );
    const { queue: queueSchema, message } = schema.definitions as unknown as Record<
      'queue' | 'message',
      { properties: object }
    >;
    assert.deepEqual(keys(withQueue({ '?': 1 })), Object.keys(queueSchema.properties));
    assert.deepEqual(keys(withQueue({ messages: [{ body: 'x', '?': 1 }] })), Object.keys(message.properties));
  });
});

interface SchemaAttribute {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function withQueue(parts: object): unknown {
  return { queues: [{ name: 'q', ...parts }] };
}

function queue(parts: object): object {
  return { attributes: {}, tags: {}, deadLetterQueue: undefined, messages: [], ...parts };
}

function draft(parts: object): object {
  return {
    attributes: [],
    delaySeconds: undefined,
    messageGroupId: undefined,
    messageDeduplicationId: undefined,
    ...parts,
  };
}
