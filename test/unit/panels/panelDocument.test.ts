import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { panelDocument } from '../../../src/panels/panelDocument';

describe('The document of a panel', () => {
  const html = panelDocument({
    page: 'composer',
    language: 'en',
    scriptNonce: 'one',
    styleNonce: 'two',
    cspSource: 'https://source',
    addressOf: (file) => `https://source/${file}`,
  });

  it('lets in styles and fonts of its source, scripts by nonce, and nothing else', () => {
    assert.equal(
      /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1],
      `default-src 'none'; style-src https://source 'nonce-two'; script-src 'nonce-one'; font-src https://source`,
    );
  });

  it('has nothing inline', () => {
    assert.doesNotMatch(html, /<style|style=|onload|<script[^>]*>[^<]/);
  });
});
