import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { base64FromHex, base64FromText } from '../../../webview/composer/binary';
import { checkDraft, emptyAttribute, emptyDraft, toMessageDraft } from '../../../webview/composer/draft';

const POLICY = { maximumMessageSize: 1024, delaySeconds: 0 };
const HEADING = {
  key: 'k',
  queueName: 'orders',
  connection: 'Emulator',
  account: '',
  region: 'us-east-1',
  isAws: false,
  isFifo: false,
};

describe('A message as it is typed', () => {
  it('what is left empty is not sent', () => {
    assert.deepEqual(toMessageDraft({ ...emptyDraft, body: 'x' }), {
      body: 'x',
      attributes: [],
      delaySeconds: undefined,
      messageGroupId: undefined,
      messageDeduplicationId: undefined,
      traceHeader: undefined,
    });
  });

  it('a custom type follows its period, and Binary becomes base64', () => {
    const binary = {
      ...emptyAttribute,
      name: 'p',
      baseType: 'Binary',
      customType: 'png',
      value: '00 FF',
    } as const;
    assert.deepEqual(
      toMessageDraft({ ...emptyDraft, attributes: [{ ...binary, encoding: 'hex' }] }).attributes,
      [{ name: 'p', dataType: 'Binary.png', value: 'AP8=' }],
    );
  });

  it('a value that is not hexadecimal is one problem, not two', () => {
    const attribute = {
      ...emptyAttribute,
      name: 'p',
      baseType: 'Binary',
      value: 'abc',
      encoding: 'hex',
    } as const;
    const problems = checkDraft({ ...emptyDraft, body: 'x', attributes: [attribute] }, POLICY, HEADING);
    assert.deepEqual(problems, [{ code: 'notHex', index: 0 }]);
  });

  for (const delay of ['-1', '1.5', 'soon', '901']) {
    it(`a delay of ${delay} is out of range`, () => {
      const problems = checkDraft({ ...emptyDraft, body: 'x', delay }, POLICY, HEADING);
      assert.deepEqual(problems, [{ code: 'delayOutOfRange', maximum: 900 }]);
    });
  }

  it('bytes are read from text and from hexadecimal', () => {
    assert.equal(base64FromText('ü'), 'w7w=');
    assert.equal(base64FromHex('c3 bc'), 'w7w=');
    assert.equal(base64FromHex(''), '');
    assert.equal(base64FromHex('c3b'), undefined);
    assert.equal(base64FromHex('zz'), undefined);
  });
});
