import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseComposerRequest } from '../../../src/panels/composerRequest';
import { parseDashboardRequest } from '../../../src/panels/dashboardRequest';
import { parseMessagesRequest } from '../../../src/panels/messagesRequest';

const DRAFT = { body: 'x', attributes: [{ name: 'a', dataType: 'String', value: 'b' }] };

const ALL = { messageAttributes: 'All', systemAttributes: 'All' };
const SOME = { messageAttributes: ['JobType', 'trace.*'], systemAttributes: ['SentTimestamp'] };
const RECEIVE = { type: 'receive', maxNumberOfMessages: 10, waitTimeSeconds: 0, attributes: ALL };

const accepted: readonly [parse: (value: unknown) => unknown, message: object][] = [
  [parseDashboardRequest, { type: 'ready' }],
  [parseDashboardRequest, { type: 'openComposer', key: 'k' }],
  [parseDashboardRequest, { type: 'readCloudWatch' }],
  [parseDashboardRequest, { type: 'removeCloudWatch' }],
  [parseMessagesRequest, { type: 'clear' }],
  [parseMessagesRequest, { type: 'mode', mode: 'peek' }],
  [parseMessagesRequest, { type: 'look', limit: 1000 }],
  [parseMessagesRequest, { type: 'copy', ids: ['m'], format: 'awsCli' }],
  [parseMessagesRequest, { type: 'openLayer', id: 'm', layer: -1 }],
  [parseMessagesRequest, { type: 'compare', ids: ['m', 'n'] }],
  [parseMessagesRequest, { type: 'filter', filter: 'a = "' }],
  [parseMessagesRequest, { type: 'saveFilter', filter: 'a', isSaved: true }],
  [
    parseMessagesRequest,
    { type: 'view', view: { columns: ['body', 'attr.A'], sort: { column: 'body', isDescending: true } } },
  ],
  [parseMessagesRequest, { ...RECEIVE, times: 1000 }],
  [parseMessagesRequest, { type: 'select', id: undefined, ids: [] }],
  [parseMessagesRequest, { type: 'delete', ids: ['m', 'n'] }],
  [parseMessagesRequest, { type: 'extend', ids: ['m'], seconds: 43_200 }],
  [parseMessagesRequest, RECEIVE],
  [parseMessagesRequest, { ...RECEIVE, attributes: SOME }],
  [parseMessagesRequest, { ...RECEIVE, attributes: { messageAttributes: [], systemAttributes: [] } }],
  [parseMessagesRequest, { ...RECEIVE, waitTimeSeconds: 20, visibilityTimeout: 0 }],
  [parseComposerRequest, { type: 'openMessages' }],
];

const refused: readonly [parse: (value: unknown) => unknown, message: unknown][] = [
  [parseDashboardRequest, undefined],
  [parseDashboardRequest, 'ready'],
  [parseDashboardRequest, { type: 'openComposer' }],
  [parseDashboardRequest, { type: 'openMessages', key: 7 }],
  [parseMessagesRequest, null],
  [parseMessagesRequest, { type: 'purge' }],
  [parseMessagesRequest, { type: 'mode', mode: 'toString' }],
  [parseMessagesRequest, { type: 'look', limit: 1001 }],
  [parseMessagesRequest, { type: 'copy', ids: ['m'], format: 'exe' }],
  [parseMessagesRequest, { type: 'compare', ids: ['m'] }],
  [parseMessagesRequest, { type: 'filter', filter: 'x'.repeat(2001) }],
  [parseMessagesRequest, { type: 'view', view: { columns: [7] } }],
  [parseMessagesRequest, { ...RECEIVE, times: 0 }],
  [parseMessagesRequest, { ...RECEIVE, attributes: undefined }],
  [parseMessagesRequest, { ...RECEIVE, attributes: { ...ALL, messageAttributes: ['a b'] } }],
  [parseMessagesRequest, { ...RECEIVE, attributes: { ...ALL, messageAttributes: ['.*'] } }],
  [parseMessagesRequest, { ...RECEIVE, attributes: { ...ALL, systemAttributes: 'SenderId' } }],
  [parseMessagesRequest, { type: 'delete', ids: [7] }],
  [parseMessagesRequest, { type: 'extend', ids: ['m'], seconds: 0 }],
  [parseMessagesRequest, { type: 'extend', ids: ['m'], seconds: 43_201 }],
  [parseMessagesRequest, { type: 'extend', ids: ['m'], seconds: '30' }],
  [parseMessagesRequest, { ...RECEIVE, maxNumberOfMessages: 11 }],
  [parseMessagesRequest, { ...RECEIVE, maxNumberOfMessages: 1.5 }],
  [parseMessagesRequest, { ...RECEIVE, waitTimeSeconds: 21 }],
  [parseMessagesRequest, { ...RECEIVE, visibilityTimeout: -1 }],
  [parseComposerRequest, { type: 'send' }],
  [parseComposerRequest, { type: 'send', draft: { ...DRAFT, body: 7 } }],
  [
    parseComposerRequest,
    { type: 'send', draft: { ...DRAFT, attributes: [{ name: 'a', dataType: 'String' }] } },
  ],
  [parseComposerRequest, { type: 'send', draft: { ...DRAFT, attributes: {} } }],
  [parseComposerRequest, { type: 'send', draft: { ...DRAFT, delaySeconds: '5' } }],
  [parseComposerRequest, { type: 'send', draft: { ...DRAFT, messageGroupId: 7 } }],
];

describe('Messages that pages send', () => {
  for (const [parse, message] of accepted) {
    it(`${parse.name} takes ${JSON.stringify(message)}`, () => {
      assert.deepEqual(parse(message), message);
    });
  }

  for (const [parse, message] of refused) {
    it(`${parse.name} ignores ${JSON.stringify(message)}`, () => {
      assert.equal(parse(message), undefined);
    });
  }

  it('a draft loses what it has beside its own members', () => {
    const request = parseComposerRequest({
      type: 'send',
      draft: { ...DRAFT, queueUrl: 'https://elsewhere' },
    });
    const absent = {
      delaySeconds: undefined,
      messageGroupId: undefined,
      messageDeduplicationId: undefined,
      traceHeader: undefined,
    };
    assert.deepEqual(request, { type: 'send', draft: { ...DRAFT, ...absent }, hasPlaceholders: false });
  });

  it('a run of many is taken within its limits alone', () => {
    const parse = (more: object) => parseComposerRequest({ type: 'sendMany', draft: DRAFT, ...more })?.type;
    assert.equal(parse({ count: 100_000, perSecond: 3_000 }), 'sendMany');
    assert.equal(parse({ count: 1 }), 'sendMany');
    for (const more of [{ count: 0 }, { count: 100_001 }, { count: 1.5 }, { count: 1, perSecond: 0 }, {}])
      assert.equal(parse(more), undefined);
  });
});
