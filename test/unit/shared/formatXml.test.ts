import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatXml } from '../../../src/shared/formatXml';

describe('XML laid out for reading', () => {
  const cases: readonly [title: string, text: string, expected: string | undefined][] = [
    ['elements go on lines of their own', '<a><b/><c></c></a>', '<a>\n  <b/>\n  <c></c>\n</a>'],
    ['an element with text stays on one line', '<a><b> x  y</b></a>', '<a>\n  <b> x  y</b>\n</a>'],
    ['lines are laid out anew', '<a>\n\n<b>\n<c/></b></a>', '<a>\n  <b>\n    <c/>\n  </b>\n</a>'],
    [
      'an element with text and elements stays as it is',
      '<a><p>one <b>two</b> three</p></a>',
      '<a>\n  <p>one <b>two</b> three</p>\n</a>',
    ],
    [
      'declaration and comment stay',
      '<?xml version="1.0"?><!-- c --><a/>',
      '<?xml version="1.0"?>\n<!-- c -->\n<a/>',
    ],
    ['a sign in an attribute is no tag', '<a b="1 > 0"><c/></a>', '<a b="1 > 0">\n  <c/>\n</a>'],
    ['a section is text', '<a><b><![CDATA[ <x> ]]></b></a>', '<a>\n  <b><![CDATA[ <x> ]]></b>\n</a>'],
    ['a tag that is not closed is none', '<a><b></a>', undefined],
    ['text around the root is none', '<a/>text', undefined],
    ['two roots are none', '<a/><b/>', undefined],
    ['a comment without an end is none', '<a><!-- </a>', undefined],
    ['nothing is none', ' ', undefined],
    ['a hundred and one levels are none', '<a>'.repeat(101) + '</a>'.repeat(101), undefined],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.equal(formatXml(text), expected));
  }

  it('goes once through a text that begins many things and ends none of them', () => {
    for (const beginning of ['<!--', '<!--x>', '<?x>', '<![CDATA[', '<a b="', "<a b='>", '<', '<a '])
      assert.equal(formatXml(`<a>${beginning.repeat(200_000)}`), undefined, beginning);
  });
});
