import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import { runProcess } from '../support/childProcess';
import { EmulatorProcess } from '../support/durableEmulator';
import { awsEnvironment } from '../support/emulator';
import { checkHistory } from '../support/history/checkHistory';
import { type HistoryEntry, parseHistory } from '../support/history/history';
import { notRun } from '../support/notRun';
import { findMissingBoto3, python } from '../support/programs';

/** `HISTORY_SECONDS=60 npm run test:protocol` lets the programs run for longer; HISTORY_FOLDER keeps what they saw. */
const seconds = Number(process.env['HISTORY_SECONDS'] ?? 4);
const queues = ['history', 'history.fifo'];

describe('Independent programs on the same queues', () => {
  let emulator: EmulatorProcess;
  const folder = process.env['HISTORY_FOLDER'] ?? mkdtempSync(path.join(tmpdir(), 'queuescope-history-'));

  before(async () => {
    emulator = await EmulatorProcess.start([]);
    const client = emulator.client();
    for (const QueueName of queues) {
      const Attributes = QueueName.endsWith('.fifo') ? { FifoQueue: 'true' } : undefined;
      await client.send(new CreateQueueCommand({ QueueName, Attributes }));
    }
    client.destroy();
  });
  after(async () => {
    await emulator.stop();
    if (!process.env['HISTORY_FOLDER']) rmSync(folder, { recursive: true, force: true });
  });

  it(`see in ${seconds} seconds nothing that a queue must not do`, async function () {
    this.timeout(60_000 + seconds * 3000);
    const missing = await findMissingBoto3();
    if (missing !== undefined) notRun(this, missing);
    const options = ['--seconds', String(seconds)];
    await Promise.all([
      run('v3', process.execPath, 'sdkV3.mjs', options),
      run('v2', process.execPath, 'sdkV2.mjs', options),
      run('boto3', python, 'boto3_program.py', options),
    ]);
    await run('drain', process.execPath, 'sdkV3.mjs', ['--drain']);
    const entries = ['v3', 'v2', 'boto3', 'drain'].flatMap((name) => parseHistory(read(name)));
    assert.deepEqual(checkHistory(entries), []);
    assertWork(entries);
  });

  async function run(name: string, program: string, file: string, options: readonly string[]): Promise<void> {
    const args = [path.resolve('test/support/history/programs', file), '--endpoint', emulator.endpoint];
    const { code, stdout, stderr } = await runProcess(
      program,
      [...args, ...queues.flatMap((queue) => ['--queue', queue]), ...options],
      {
        env: { ...awsEnvironment(), AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1' },
        timeoutMs: 40_000 + seconds * 2000,
      },
    );
    assert.equal(code, 0, `${name}: ${stderr}`);
    writeFileSync(path.join(folder, `${name}.ndjson`), stdout);
  }

  function read(name: string): string {
    return readFileSync(path.join(folder, `${name}.ndjson`), 'utf8');
  }
});

/** A history in which little happened proves little. */
function assertWork(entries: readonly HistoryEntry[]): void {
  const texts = queues.map((queue) => {
    const own = entries.filter((entry) => entry.queue === queue);
    const received = own.flatMap((entry) => (entry.op === 'receive' ? entry.messages : []));
    const again = received.filter(({ receiveCount }) => receiveCount > 1).length;
    const sent = own.filter(({ op }) => op === 'send').length;
    assert.ok(sent > 30 && received.length > 30, `${queue}: ${sent} sends, ${received.length} deliveries`);
    for (const program of ['v3', 'v2', 'boto3'])
      assert.ok(own.some((entry) => entry.program === program && entry.op === 'delete' && !entry.error));
    return `${queue}: ${sent} sends, ${received.length} deliveries, ${again} of them again`;
  });
  console.log(`      ${texts.join('; ')}`);
}
