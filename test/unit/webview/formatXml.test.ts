import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatXml } from '../../../webview/formatXml';
import { firstXmlError } from '../../../webview/xmlError';

describe('XML laid out for reading', () => {
  const cases: readonly [title: string, text: string, expected: string | undefined][] = [
    ['elements go on lines of their own', '<a><b/><c></c></a>', '<a>\n  <b/>\n  <c></c>\n</a>'],
    ['an element with text stays on one line', '<a><b>x  y</b></a>', '<a>\n  <b>x  y</b>\n</a>'],
    [
      'declaration and comment stay',
      '<?xml version="1.0"?><!-- c --><a/>',
      '<?xml version="1.0"?>\n<!-- c -->\n<a/>',
    ],
    ['a sign in an attribute is no tag', '<a b="1 > 0"><c/></a>', '<a b="1 > 0">\n  <c/>\n</a>'],
    ['a tag that is not closed is none', '<a><b></a>', undefined],
    ['text around the root is none', '<a/>text', undefined],
    ['two roots are none', '<a/><b/>', undefined],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.equal(formatXml(text), expected));
  }

  it('says where it goes wrong', () => {
    assert.equal(firstXmlError('<a></b>'), 3);
    assert.equal(firstXmlError('<a></a>'), undefined);
  });
});
