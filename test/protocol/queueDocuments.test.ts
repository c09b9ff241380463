import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
// Before what imports `vscode`.
import '../support/vscodeStandIn';
import type { FileSystemProvider, Uri } from 'vscode';
import type { CommandContext } from '../../src/commands/commandContext';
import { registerQueueDocuments } from '../../src/commands/queueDocuments';
import { QUEUE_DOCUMENTS } from '../../src/contributions';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { CountingProxy } from '../support/countingProxy';
import { useEmulator } from '../support/emulator';
import { callJson } from '../support/rawCalls';
import { sqsSideOn } from '../support/sqsSide';
import { fileSystems, marked, person } from '../support/vscodeStandIn';

const PATH = '/us-east-1/orders.fifo.sqs-queue.json';

describe('the document of a queue', () => {
  const emulator = useEmulator();
  let proxy: CountingProxy;
  let side: SqsSide;
  let documents: FileSystemProvider;
  let registered: { dispose(): unknown };
  let uri: Uri;

  before(async () => {
    proxy = new CountingProxy(emulator.server.endpoint);
    const endpoint = await proxy.start();
    side = sqsSideOn(() => endpoint);
    const Attributes = { FifoQueue: 'true' };
    await callJson(emulator.server.endpoint, 'CreateQueue', { QueueName: 'orders.fifo', Attributes });
    registered = registerQueueDocuments(side as unknown as CommandContext);
    documents = fileSystems.get(QUEUE_DOCUMENTS) as FileSystemProvider;
    const query = `emulator ${endpoint}/000000000000`;
    uri = { scheme: QUEUE_DOCUMENTS, path: PATH, query, toString: () => PATH } as unknown as Uri;
  });

  beforeEach(() => {
    person.answer = () => undefined;
    marked.clear();
  });

  after(async () => {
    registered.dispose();
    side.dispose();
    await proxy.stop();
  });

  it('says at its place what SQS would refuse, and sends nothing', async () => {
    await refused(
      '{\n  "attributes": {\n    "DelaySeconds": 901\n  }\n}',
      /^DelaySeconds: This must be from 0 to 900/,
    );
    assert.match(String(marked.get(PATH)), /^2: DelaySeconds: This must be from 0 to 900/);
    await refused('{\n  "colour": 1\n}', /^colour is not known here/);
    assert.match(String(marked.get(PATH)), /^1: colour is not known here/);
    await refused('{', /^The document is not valid JSON/);
    assert.match(String(marked.get(PATH)), /^0: The document is not valid JSON/);
    assert.equal(changes(), 0);
  });

  it('is not saved without a yes, which is nothing wrong', async () => {
    await refused(
      '{ "attributes": { "DelaySeconds": 3 } }',
      /^Nothing was sent to SQS; your text is still here/,
    );
    assert.equal(marked.size, 0);
    assert.equal(changes(), 0);
  });

  it('is sent with a yes, and what was wrong is not marked any more', async () => {
    await refused('{ "attributes": { "DelaySeconds": 901 } }', /^DelaySeconds/);
    person.answer = ({ choices }) => choices[0];
    await save('{ "attributes": { "DelaySeconds": 3 } }');
    assert.equal(marked.size, 0);
    assert.equal(changes(), 1);
    assert.match(new TextDecoder().decode(await documents.readFile(uri)), /"DelaySeconds": 3/);
  });

  async function save(text: string): Promise<void> {
    await documents.writeFile(uri, new TextEncoder().encode(text), { create: false, overwrite: true });
  }

  async function refused(text: string, sentence: RegExp): Promise<void> {
    await assert.rejects(save(text), { message: sentence });
  }

  function changes(): number {
    return proxy.counts.get('SetQueueAttributes') ?? 0;
  }
});
