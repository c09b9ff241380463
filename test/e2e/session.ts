import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import manifest from '../../package.json';
import { freePort } from '../../scripts/lib/freePort.mjs';
import { installationFolder, serverFolder } from '../../scripts/lib/vscodeHostFolder.mjs';
import { startVSCodeServer, type VSCodeServer } from '../../scripts/lib/vscodeServer.mjs';
import { cacheFolder, launchBrowser } from '../support/browser';
import { Workbench } from './objects/workbench';
import { waitUntil } from './waitUntil';

/** Themes by the names that VS Code 1.100 shows and keeps, and the classes that its window then has. */
export const THEMES = {
  dark: { label: 'Dark Modern', id: 'Default Dark Modern', windowClass: 'vs-dark' },
  light: { label: 'Light Modern', id: 'Default Light Modern', windowClass: 'vs' },
  highContrast: { label: 'Dark High Contrast', id: 'Default High Contrast', windowClass: 'hc-black' },
  highContrastLight: {
    label: 'Light High Contrast',
    id: 'Default High Contrast Light',
    windowClass: 'hc-light',
  },
} as const;

export type Theme = keyof typeof THEMES;

/** For an action or an expectation of a step. */
const STEP_MS = 30_000;

/** Until a page that was opened has read its settings. */
const SETTINGS_MS = 10_000;

const PICTURES = 'test-results';

/** One VS Code with the packaged extension, and one page of it, for all tests: a page costs many seconds. */
class Session {
  private server: VSCodeServer | undefined;
  private browser: Browser | undefined;
  private openPage: Page | undefined;
  private theme: Theme = 'dark';
  private loadedAt = 0;
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'queuescope-e2e-'));
  readonly workspace = path.join(this.folder, 'workspace');
  emulatorPort = 0;

  async start(): Promise<void> {
    mkdirSync(this.workspace);
    writeFileSync(path.join(this.workspace, 'README.md'), '# An application\n');
    this.emulatorPort = await freePort();
    this.server = await startVSCodeServer({
      vscodeFolder: serverFolder(installationFolder(cacheFolder)),
      dataFolder: path.join(this.folder, 'data'),
      vsixFiles: [path.resolve(`${manifest.name}-${manifest.version}.vsix`)],
      settings: this.settings(),
      env: this.environment(),
    });
    this.browser = await launchBrowser();
    this.openPage = await this.newPage();
    await this.load();
  }

  /** A page in a profile of its own. */
  async newPage(): Promise<Page> {
    if (!this.browser) throw new Error('The session has not been started.');
    const page = await this.browser.newPage({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page.setDefaultTimeout(STEP_MS);
    return page;
  }

  /** Opens the page anew: another extension host, the same settings and storage. */
  async load(): Promise<void> {
    if (!this.server) throw new Error('The session has not been started.');
    await this.page.goto(this.server.url({ folder: this.workspace }));
    await this.workbench.waitUntilLoaded();
    await this.workbench.statusBar.emulator.waitFor();
    this.loadedAt = Date.now();
  }

  get page(): Page {
    if (!this.openPage) throw new Error('The session has not been started.');
    return this.openPage;
  }

  get workbench(): Workbench {
    return new Workbench(this.page);
  }

  /** Shows the Queues view with a running emulator. */
  async ensureEmulator(): Promise<void> {
    const { queues, statusBar } = this.workbench;
    await queues.open();
    if ((await statusBar.emulator.innerText()).includes('stopped')) await this.startEmulator();
    await queues.row('us-east-1').waitFor();
  }

  /**
   * Starts it from the Queues view and waits until it has its port: in a window that has just been opened it may be
   * started with the default one, and restarts when VS Code has read the settings of the remote machine.
   */
  async startEmulator(): Promise<void> {
    await this.workbench.queues.startEmulator();
    await this.untilEmulatorHasItsPort();
  }

  async untilEmulatorHasItsPort(): Promise<void> {
    const withItsPort = this.workbench.statusBar.emulator.filter({ hasText: String(this.emulatorPort) });
    await withItsPort.waitFor({ timeout: SETTINGS_MS }).catch(() => this.writeSettingsAnew());
    await withItsPort.waitFor();
  }

  /** Now and then the browser-hosted VS Code does not read them at all when a page is opened, but does when they change. */
  private async writeSettingsAnew(): Promise<void> {
    const file = path.join(this.folder, 'data/data/User/settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await this.server?.writeSettings({ ...settings, 'queuescope.emulator.port': this.emulatorPort });
  }

  /** Sets the machine up for AWS by its config file; without a text it is not set up any more. */
  writeAwsConfig(text?: string): void {
    const file = path.join(this.folder, 'aws-config');
    if (text === undefined) rmSync(file, { force: true });
    else writeFileSync(file, text);
  }

  async untilWindowIsOlderThan(ms: number): Promise<void> {
    await this.page.waitForTimeout(Math.max(0, this.loadedAt + ms - Date.now()));
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, id, windowClass } = THEMES[theme];
    await this.workbench.runCommand('Preferences: Color Theme');
    await this.workbench.quickInput.fill(label);
    await this.workbench.quickInput.choose(label);
    await this.page.locator(`.monaco-workbench.${windowClass}`).waitFor();
    // A page that is left while it writes its settings leaves half of them.
    await waitUntil(
      () => this.readStoredTheme(),
      (stored) => stored === id,
    );
    this.theme = theme;
  }

  /** undefined while the settings are being written. */
  private async readStoredTheme(): Promise<unknown> {
    const text = await readFile(path.join(this.folder, 'data/data/User/settings.json'), 'utf8');
    try {
      const { 'workbench.colorTheme': stored } = JSON.parse(text) as Record<string, unknown>;
      // Its default in a browser is not stored.
      return stored ?? THEMES.light.id;
    } catch {
      return undefined;
    }
  }

  /** Keeps a picture of the page with what it shows, the theme and the commit in its name. */
  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    const file = `${name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.${this.theme}.${commit()}.png`;
    await this.openPage?.screenshot({ path: path.join(PICTURES, file) });
  }

  /** Keeps the logs of the extension and of its host. */
  keepLogs(): void {
    const folder = path.join(this.folder, 'data/data/logs');
    const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const log of logs.filter((file) => /(Queuescope|remoteexthost)\.log$/.test(file))) {
      copyFileSync(path.join(folder, log), path.join(PICTURES, `failed-${log.replaceAll(path.sep, '-')}`));
    }
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.server?.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** A machine that nobody has set up for AWS. */
  private environment(): Record<string, string | undefined> {
    return {
      AWS_PROFILE: undefined,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_REGION: undefined,
      AWS_DEFAULT_REGION: undefined,
      AWS_CONFIG_FILE: path.join(this.folder, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(this.folder, 'aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  private settings(): Record<string, unknown> {
    return {
      'workbench.colorTheme': 'Default Dark Modern',
      'workbench.startupEditor': 'none',
      'remote.autoForwardPorts': false,
      'queuescope.emulator.port': this.emulatorPort,
      'queuescope.emulator.autoStart': false,
      // Page objects find rows by the whole name.
      'queuescope.queues.nameLength': 0,
    };
  }
}

let knownCommit: string | undefined;

function commit(): string {
  knownCommit ??= readCommit();
  return knownCommit;
}

function readCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    // A copy of the sources without their history.
    return 'nocommit';
  }
}

/** Shared by all test files: they are bundled into one. */
export const session = new Session();

before(async function () {
  this.timeout(120_000);
  await session.start();
});

// The tests of a block are steps: after one that failed the next ones cannot be tried.
beforeEach(function () {
  if (this.currentTest?.parent?.tests.some(({ state }) => state === 'failed')) this.skip();
});

afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  this.timeout(90_000);
  await session.picture(`failed ${this.currentTest.fullTitle()}`);
  session.keepLogs();
  // What it left open would stand in the way of the next block. The end of this one needs the emulator. An error here
  // would end the whole run: the blocks that need it say so themselves.
  await session
    .load()
    .then(() => session.ensureEmulator())
    .catch((error) => console.error('The page could not be opened anew:', error));
});

after(async () => {
  await session.stop();
});
