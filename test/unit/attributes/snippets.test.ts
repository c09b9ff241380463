import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import * as ts from 'typescript';
import { type SnippetLanguage, type SnippetTarget, toSnippet } from '../../../src/attributes/snippets';

const QUEUE_URL = 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders.fifo';
const onAws: SnippetTarget = {
  queueName: 'orders.fifo',
  queueUrl: QUEUE_URL,
  region: 'eu-west-1',
  profile: "team's",
  isFifo: true,
};
const languages: readonly SnippetLanguage[] = ['awsCli', 'javascript', 'python', 'java', 'go'];

describe('code for a queue', () => {
  for (const language of languages) {
    it(`in ${language} names queue, region and profile, and what FIFO queues want`, () => {
      const text = toSnippet(language, onAws);
      for (const part of [QUEUE_URL, 'eu-west-1', 'team', 'group-1']) assert.ok(text.includes(part), part);
      assert.ok(!/endpoint/i.test(text), text);
    });

    it(`in ${language} goes to the endpoint of a connection that has one`, () => {
      const text = toSnippet(language, { ...onAws, profile: undefined, endpoint: 'http://127.0.0.1:9324' });
      assert.ok(text.includes('http://127.0.0.1:9324'));
    });
  }

  it('in JavaScript is valid, with a quote in a name', () => {
    const { diagnostics } = ts.transpileModule(toSnippet('javascript', onAws), { reportDiagnostics: true });
    assert.deepEqual(diagnostics, []);
  });

  it('for the AWS CLI is one word where a name has a quote', () => {
    const [line = ''] = toSnippet('awsCli', onAws).split('\n');
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).split('\n');
    assert.ok(words.includes("team's"), words.join(' | '));
  });
});
