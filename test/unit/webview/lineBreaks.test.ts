import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { normalized, withEdit } from '../../../webview/composer/lineBreaks';

const texts = fc.array(fc.constantFrom('a', 'b', '\n', '\r', '\r\n')).map((parts) => parts.join(''));

describe('A text that is edited in a text box', () => {
  it('keeps the carriage returns that the edit did not touch', () => {
    assert.equal(withEdit('a\r\nb\rc\nd', 'a\nb\nc\nd', 'a\nb\nc!\nd'), 'a\r\nb\rc!\nd');
    assert.equal(withEdit('a\r\nb\r\nc', 'a\nb\nc', 'a\nc'), 'a\r\nc');
  });

  it('is not joined where a line feed meets carriage returns', () => {
    assert.equal(withEdit('a\r\r', 'a\n\n', 'a\n\n\n'), 'a\n\n\n');
    assert.equal(withEdit('a\rb\nc', 'a\nb\nc', 'a\n\nc'), 'a\n\nc');
  });

  it('has what the box has, whatever was edited', () => {
    fc.assert(
      fc.property(texts, texts, (text, typed) => {
        const after = normalized(typed);
        assert.equal(normalized(withEdit(text, normalized(text), after)), after);
      }),
    );
  });

  it('stays as it is where nothing was edited', () => {
    fc.assert(
      fc.property(texts, (text) => assert.equal(withEdit(text, normalized(text), normalized(text)), text)),
    );
  });
});
