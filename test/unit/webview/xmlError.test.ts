import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstXmlError } from '../../../webview/xmlError';

describe('XML that is not well-formed', () => {
  it('is told by where it goes wrong', () => {
    assert.equal(firstXmlError('<a></b>'), 3);
    assert.equal(firstXmlError('<a/>text'), 4);
    assert.equal(firstXmlError('<a></a>'), undefined);
  });
});
