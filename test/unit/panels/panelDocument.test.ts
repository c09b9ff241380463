import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type DocumentOutline, panelDocument } from '../../../src/panels/panelDocument';

describe('The document of a panel', () => {
  const htmlOf = (outline?: DocumentOutline) =>
    panelDocument({
      page: 'composer',
      language: 'en',
      scriptNonce: 'one',
      styleNonce: 'two',
      cspSource: 'https://source',
      outline,
      addressOf: (file) => `https://source/${file}`,
    });
  const html = htmlOf();

  it('lets in styles and fonts of its source, scripts by nonce, and nothing else', () => {
    assert.equal(
      /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1],
      `default-src 'none'; style-src https://source 'nonce-two'; script-src 'nonce-one'; font-src https://source`,
    );
  });

  it('carries what the page shows at once as data, whatever characters are in it', () => {
    const event = { heading: '"><script>alert(1)</script>&amp;' };
    const content = /name="queuescope-outline" content="([^"]*)"/.exec(htmlOf({ event, at: 7 }))?.[1] ?? '';
    assert.doesNotMatch(content, /[<"]/);
    const text = content
      .replace(/&lt;/g, '<')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
    assert.deepEqual(JSON.parse(text), { event, at: 7 });
  });

  it('has nothing inline', () => {
    assert.doesNotMatch(html, /<style|style=|onload|<script[^>]*>[^<]/);
  });
});
