import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import manifest from '../../../package.json';
import { freePort } from '../../../scripts/lib/freePort.mjs';
import { installationFolder, serverFolder } from '../../../scripts/lib/vscodeHostFolder.mjs';
import { startVSCodeServer, type VSCodeServer } from '../../../scripts/lib/vscodeServer.mjs';
import { awsInFrontOf } from '../../support/awsServer';
import { cacheFolder, launchBrowser } from '../../support/browser';
import { useConnectProxy } from '../../support/connectProxy';
import { useTlsServer } from '../../support/tlsServer';
import { Workbench } from '../objects/workbench';

/** Calls of an hour: a test of the connection and a look at two queues take them. */
const BUDGET = 4;

describe('A workspace that is not trusted', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-trust-'));
  const workspace = path.join(folder, 'workspace');
  const requests: string[] = [];
  /** Where the workspace would have calls go. */
  const stranger = createServer((request, answer) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    answer.end('{}');
  });
  const aws = useTlsServer(
    'DNS:*.us-east-1.amazonaws.com',
    awsInFrontOf(() => `http://127.0.0.1:${port}`),
  );
  const proxy = useConnectProxy(() => aws.port);
  let server: VSCodeServer;
  let browser: Browser;
  let page: Page;
  let workbench: Workbench;
  let port: number;

  before(async function () {
    this.timeout(120_000);
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    port = await freePort();
    writeWorkspace((stranger.address() as AddressInfo).port);
    server = await startVSCodeServer({
      vscodeFolder: serverFolder(installationFolder(cacheFolder)),
      dataFolder: path.join(folder, 'data'),
      vsixFiles: [path.resolve(`${manifest.name}-${manifest.version}.vsix`)],
      hasWorkspaceTrust: true,
      settings: {
        'workbench.startupEditor': 'none',
        'remote.autoForwardPorts': false,
        // Restricted Mode without a question.
        'security.workspace.trust.startupPrompt': 'never',
        'queuescope.emulator.port': port,
        'queuescope.queues.nameLength': 0,
        'queuescope.aws.callBudget': BUDGET,
        'http.proxy': proxy.url,
      },
      env: {
        NODE_EXTRA_CA_CERTS: aws.certificate,
        AWS_PROFILE: undefined,
        AWS_ACCESS_KEY_ID: undefined,
        AWS_CONFIG_FILE: path.join(folder, 'aws-config'),
        AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'aws-credentials'),
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.url({ folder: workspace }));
    workbench = new Workbench(page);
    await workbench.waitUntilLoaded();
  });

  after(async () => {
    mkdirSync('test-results', { recursive: true });
    await page?.screenshot({ path: 'test-results/trust-last.png' });
    await browser?.close();
    await server?.stop();
    stranger.closeAllConnections();
    stranger.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('has the emulator and its queues, at the port that the user chose', async () => {
    await page.locator('.statusbar').getByText('Restricted Mode').waitFor();
    await workbench.queues.open();
    await workbench.queues.startEmulator();
    await workbench.statusBar.emulator.filter({ hasText: String(port) }).waitFor();
    await workbench.queues.createQueue('made-by-hand');
  });

  it('gets no queues from its file, and cannot choose the profile, the region or who is asked', async () => {
    await workbench.runCommand('SQS: Apply Queue Configuration');
    await workbench.notifications.waitFor(/This workspace is not trusted, so its files are not applied/);
    assert.equal(await workbench.queues.row('from-the-file').count(), 0);
    assert.equal(await workbench.queues.row('AWS profile of-the-workspace').count(), 0);
    assert.equal(await workbench.queues.row('eu-west-3').count(), 0);
    assert.deepEqual(requests, []);
  });

  it('gets the queues of its file once it is trusted, and still decides about no address', async () => {
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.queues.open();
    await workbench.queues.row('from-the-file').waitFor();
    await workbench.statusBar.emulator.filter({ hasText: String(port) }).waitFor();
    assert.equal(await workbench.queues.row('AWS profile of-the-workspace').count(), 0);
    assert.deepEqual(requests, []);
  });

  it('has no say in which proxy leads to AWS; the connection shows what it has used of its budget', async () => {
    const { quickInput, queues } = workbench;
    await workbench.runCommand('SQS: Add Connection…');
    await quickInput.choose(/^Access Key/);
    for (const [question, answer] of [
      ['Name by which the connection is shown', 'Behind a proxy'],
      ['Access key ID', 'AKIDEXAMPLEAKIDEXAMPLE'],
      ['Secret access key', 'secret'],
      ['Session token', ''],
    ] as const) {
      await quickInput.waitFor(question);
      await quickInput.enter(answer);
    }
    await quickInput.choose(/^us-east-1/);
    await workbench.notifications.waitFor(/Behind a proxy answered in \d+ ms: 2 queues in us-east-1/);
    await queues.expand('Behind a proxy');
    await queues.row('us-east-1').nth(1).locator('.monaco-tl-twistie').click();
    await queues.row('made-by-hand').nth(1).waitFor();
    const description = queues.row('Behind a proxy').locator('.label-description');
    await description.getByText('budget used up: not refreshed').waitFor();
    await page.screenshot({ path: 'test-results/trust-budget.png' });
    assert.ok(proxy.tunnels.includes('sqs.us-east-1.amazonaws.com:443'), String(proxy.tunnels));
    assert.deepEqual(requests, []);
  });

  /** @param strangerPort where another server listens */
  function writeWorkspace(strangerPort: number): void {
    const keys = '[of-the-workspace]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n';
    writeFileSync(path.join(folder, 'aws-credentials'), keys);
    const address = `endpoint_url = http://127.0.0.1:${strangerPort}\n`;
    writeFileSync(
      path.join(folder, 'aws-config'),
      `[profile of-the-workspace]\nregion = eu-west-3\n${address}`,
    );
    mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
    const settings = {
      'http.proxy': `http://127.0.0.1:${strangerPort}`,
      'queuescope.emulator.port': strangerPort,
      'queuescope.emulator.region': 'eu-west-3',
      'queuescope.aws.profile': 'of-the-workspace',
      'queuescope.environment.useEmulator': 'dummyCredentials',
    };
    writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
    const file = { queues: [{ name: 'from-the-file' }] };
    writeFileSync(path.join(workspace, '.vscode/queuescope.json'), JSON.stringify(file));
  }
});
