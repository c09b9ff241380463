import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DeleteQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as esbuild from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { findMissingBoto3 } from '../../support/programs';
import { ProblemsView } from '../objects/problemsView';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const TURN_ON = 'SQS: Use Emulator in Terminals, Tasks and Debug Sessions';
const TURN_OFF = 'SQS: Stop Using Emulator in Terminals, Tasks and Debug Sessions';
const consoles = ['internalConsole', 'integratedTerminal'] as const;
const names = ['.vscode', 'app', 'requirements.txt', 'variables.txt'];

/** Programs that set nothing themselves, started as a person starts them. */
describe('the switch for terminals, tasks and debug sessions', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = session.workbench;
    await session.ensureEmulator();
    await writeWorkspace();
  });

  after(async () => {
    await workbench.runCommand('Terminal: Kill All Terminals');
    await deleteQueues();
    for (const name of names) rmSync(inWorkspace(name), { recursive: true, force: true });
    await workbench.closeAllEditors();
  });

  it('tells what calls AWS all the same before anything runs', async () => {
    await workbench.runCommand(TURN_ON);
    const text = await workbench.dialog.text();
    assert.match(
      text,
      /app\/sendToAws\.mjs:4\s+https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/orders/,
    );
    assert.match(text, /requirements\.txt:1\s+boto3 1\.26\.3/);
    await session.picture('70 switch warns');
    await workbench.dialog.press('Show Problems');
    const problems = new ProblemsView(session.page);
    await problems.row(/boto3 1\.26\.3 does not know AWS_ENDPOINT_URL_SQS/).waitFor();
    await problems.row(/This SDK calls the host of a QueueUrl/).dblclick();
    await workbench.editorTab('sendToAws.mjs').waitFor();
    await session.picture('71 switch problems');
  });

  it('says what it set when it is on', async () => {
    await workbench.runCommand(TURN_ON);
    await workbench.dialog.press('Use Emulator Anyway');
    const text = await workbench.notifications.waitFor(/SQS calls go to the emulator/);
    assert.match(text, new RegExp(`http://127\\.0\\.0\\.1:${session.emulatorPort}`));
    assert.match(text, /Region: us-east-1/);
    assert.match(text, /Dummy credentials are set, as there are none/);
    await session.picture('72 switch on');
    await workbench.notifications.press(/SQS calls go to the emulator/, 'New Terminal');
  });

  it('leads a program in a terminal to the emulator', async () => {
    await workbench.terminal.type('node app/sendOrder.mjs by-terminal');
    await workbench.queues.waitForCounts('by-terminal', '1 · 0 · 0');
  });

  it('leads a Python program to it', async function () {
    if (await findMissingBoto3()) this.skip();
    await workbench.terminal.type('python3 app/sendOrder.py by-python');
    await workbench.queues.waitForCounts('by-python', '1 · 0 · 0');
  });

  it('has the command queuescope in the same terminal', async () => {
    await workbench.terminal.type("queuescope send --queue by-terminal --body '{}'");
    await workbench.queues.waitForCounts('by-terminal', '2 · 0 · 0');
  });

  it('leads a task to it', async () => {
    await workbench.runCommand('Tasks: Run Task');
    await workbench.quickInput.choose('send by task');
    await workbench.queues.waitForCounts('by-task', '1 · 0 · 0');
  });

  for (const name of consoles) {
    it(`leads a debug session with the ${name} to it`, async () => {
      await workbench.runCommand('Debug: Select and Start Debugging');
      await workbench.quickInput.choose(`send by ${name}`);
      await workbench.queues.waitForCounts(`by-${name}`, '1 · 0 · 0');
    });
  }

  it('gives new terminals their own environment again when it is off', async () => {
    await session.picture('73 programs have sent');
    await workbench.runCommand(TURN_OFF);
    await workbench.notifications.waitFor(/have your own AWS environment again/);
    await workbench.runCommand('Terminal: Kill All Terminals');
    await workbench.runCommand('Terminal: Create New Terminal');
    const file = inWorkspace('variables.txt');
    await workbench.terminal.type(`env > ${file}.part && mv ${file}.part ${file}`);
    await waitUntil(() => Promise.resolve(existsSync(file)), Boolean);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /AWS_ENDPOINT_URL_SQS|AWS_ACCESS_KEY_ID/);
  });
});

async function deleteQueues(): Promise<void> {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const endpoint = `http://127.0.0.1:${session.emulatorPort}`;
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials });
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'by-' }));
  for (const QueueUrl of QueueUrls) await client.send(new DeleteQueueCommand({ QueueUrl }));
  client.destroy();
}

/** Programs with their SDK in them, and how the editor starts them. */
async function writeWorkspace(): Promise<void> {
  for (const folder of ['.vscode', 'app']) mkdirSync(inWorkspace(folder), { recursive: true });
  await esbuild.build({
    entryPoints: ['test/e2e/workspace/sendOrder.mjs'],
    outfile: inWorkspace('app/sendOrder.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    minify: true,
  });
  for (const name of ['sendToAws.mjs', 'sendOrder.py'])
    writeFileSync(inWorkspace('app', name), readFileSync(path.join('test/e2e/workspace', name)));
  writeFileSync(inWorkspace('requirements.txt'), 'boto3==1.26.3\n');
  // The Queues view stays in front.
  writeJson('.vscode/settings.json', { 'debug.openDebug': 'neverOpen' });
  writeJson('.vscode/tasks.json', {
    version: '2.0.0',
    tasks: [
      { label: 'send by task', type: 'shell', command: 'node app/sendOrder.mjs by-task', problemMatcher: [] },
    ],
  });
  writeJson('.vscode/launch.json', {
    version: '0.2.0',
    configurations: consoles.map((name) => ({
      name: `send by ${name}`,
      type: 'node',
      request: 'launch',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code
      program: '${workspaceFolder}/app/sendOrder.mjs',
      args: [`by-${name}`],
      console: name,
      internalConsoleOptions: 'neverOpen',
    })),
  });
}

function writeJson(name: string, value: unknown): void {
  writeFileSync(inWorkspace(name), JSON.stringify(value, undefined, 2));
}

function inWorkspace(...names: string[]): string {
  return path.join(session.workspace, ...names);
}
