import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axeCore from 'axe-core';
import { after, afterEach, before } from 'mocha';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type PageName, panelDocument } from '../../src/panels/panelDocument';
import { launchBrowser } from './browser';
import { type Theme, type ThemeName, themes } from './themes';

const ORIGIN = 'https://queuescope.invalid';
const FOLDER = path.resolve('dist/webview');
const RESULTS = path.resolve('test-results/webview');
const CONTENT_TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

let built: ReadonlyMap<string, Buffer> | undefined;

/** The scripts and stylesheets as the build made them, by file name; read once. */
function builtFiles(): ReadonlyMap<string, Buffer> {
  built ??= new Map(readdirSync(FOLDER).map((file) => [file, readFileSync(path.join(FOLDER, file))]));
  return built;
}

/** The host side of a page: gets what the page posts, and posts to it. */
export interface PanelHost {
  /** What goes with the document. */
  readonly outline?: unknown;
  receive(message: unknown): void;
  dispose(): unknown;
}

export interface OpenOptions {
  readonly page: PageName;
  /** Makes the host of the page; `post` sends to the page. */
  readonly host: (post: (event: unknown) => void) => PanelHost;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the editor kept for the page. */
  readonly kept?: unknown;
  /** What the page loads once it is drawn comes no sooner than this. */
  readonly lateFilesAfter?: Promise<unknown>;
  /** A selector: `openingTime` counts until this is shown; the heading without it. */
  readonly timedUntil?: string;
}

/** A page of ours in a real browser, under the policy of the real document. */
export class PanelPage {
  /** Violations of the policy, errors and complaints of the page: none in every good run. */
  readonly complaints: string[] = [];
  /** Everything that the page posted. */
  readonly posted: unknown[] = [];
  /** What the page asked the editor to keep last. */
  kept: unknown;

  /** What the host has answered while its answers are held back. */
  #held: unknown[] | undefined;

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
  ) {}

  static async open(browser: Browser, options: OpenOptions): Promise<PanelPage> {
    const { width = 1000, height = 700 } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
      locale: 'en-GB',
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const panel = new PanelPage(page, context);
    panel.kept = options.kept;
    await panel.#listen();
    const { outline } = await panel.#connect(options);
    await panel.#serve(options, outline);
    await page.addInitScript(applyTheme, themes[options.theme ?? 'dark']);
    await page.addInitScript(noteShown, options.timedUntil ?? 'h1');
    await page.goto(`${ORIGIN}/`);
    await page.locator('h1').waitFor();
    return panel;
  }

  /** A page with a heading and nothing else, for what opening any page takes. */
  static async openEmpty(browser: Browser): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await context.newPage();
    page.on('close', () => void context.close());
    await page.route(`${ORIGIN}/**`, (route) =>
      route.fulfill({ body: '<!DOCTYPE html><h1>Empty</h1>', contentType: 'text/html' }),
    );
    await page.addInitScript(noteShown, 'h1');
    await page.goto(`${ORIGIN}/`);
    return page;
  }

  /** Keeps what the host says from the page, until it is let go. */
  holdAnswers(): void {
    this.#held ??= [];
  }

  letAnswersGo(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.#send(event);
  }

  async setTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(applyTheme, themes[name]);
  }

  /** Waits until the page has drawn what it was told before. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  /** Waits for what a page loads once it is drawn: the controls of the toolkit. */
  async controlsLoaded(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector(':not(:defined)') === null);
  }

  /** Keeps a picture under `test-results/webview`. */
  async screenshot(name: string): Promise<void> {
    await this.controlsLoaded();
    await mkdir(RESULTS, { recursive: true });
    await this.page.screenshot({ path: path.join(RESULTS, `${name}.png`) });
  }

  /** Keeps a picture, and prints what the page says of what it does. */
  async tellOfFailure(title: string): Promise<void> {
    await this.screenshot(`failed ${title}`.replace(/[^a-z0-9]+/gi, '-').toLowerCase()).catch(
      () => undefined,
    );
    const said = await this.page.locator('[role=status], [role=alert]').allInnerTexts().catch(String);
    console.log(
      `The page said: ${JSON.stringify(said)}; it posted: ${JSON.stringify(this.posted).slice(0, 2_000)}`,
    );
  }

  /** What axe finds that is serious or critical, one line for each. */
  async findAccessibilityProblems(): Promise<readonly string[]> {
    await this.controlsLoaded();
    // The page's policy lets no script in; the browser's own back door does.
    await this.page.evaluate(axeCore.source);
    return this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof axeCore };
      const { violations } = await axe.run(document);
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' | ')}`);
    });
  }

  async #listen(): Promise<void> {
    const { page, complaints } = this;
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.exposeFunction('testViolation', (text: string) => complaints.push(text));
    await page.addInitScript(() => {
      const { testViolation } = window as unknown as { testViolation: (text: string) => void };
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
        testViolation(`${violatedDirective} ${blockedURI} ${sourceFile}`),
      );
    });
  }

  async #connect({ host }: OpenOptions): Promise<PanelHost> {
    const { page } = this;
    const post = (event: unknown) => {
      if (this.#held) this.#held.push(event);
      else this.#send(event);
    };
    const panelHost = host(post);
    page.on('close', () => void panelHost.dispose());
    await page.exposeFunction('testPost', (message: unknown) => {
      this.posted.push(message);
      panelHost.receive(message);
    });
    await page.exposeFunction('testKeep', (state: unknown) => {
      this.kept = state;
    });
    await page.addInitScript((kept) => {
      const bindings = window as unknown as Record<'testPost' | 'testKeep', (value: unknown) => void>;
      const api = {
        postMessage: (message: unknown) => bindings.testPost(message),
        getState: () => kept,
        setState: (state: unknown) => bindings.testKeep(state),
      };
      Object.assign(window, { acquireVsCodeApi: () => api });
    }, this.kept);
    return panelHost;
  }

  /** In a list, as the editor sends them. A page that is being closed gets no more. */
  #send(event: unknown): void {
    this.page.evaluate((data) => window.postMessage([data], '*'), event).catch(() => undefined);
  }

  async #serve({ page: name, lateFilesAfter }: OpenOptions, outline: unknown): Promise<void> {
    const document = panelDocument({
      page: name,
      language: 'en',
      scriptNonce: randomBytes(16).toString('base64'),
      styleNonce: randomBytes(16).toString('base64'),
      cspSource: ORIGIN,
      outline: outline === undefined ? undefined : { event: outline, at: Date.now() },
      addressOf: (file) => `${ORIGIN}/${file}`,
    });
    await this.page.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ body: document, contentType: 'text/html' });
      const file = path.basename(pathname);
      const body = builtFiles().get(file);
      if (!body) return route.fulfill({ status: 404 });
      if (!file.startsWith(name)) await lateFilesAfter;
      return route.fulfill({ body, contentType: CONTENT_TYPES[path.extname(file)] ?? '' });
    });
  }
}

/** Runs in the page, as the editor would: variables on the root element, the kind of theme on the body. */
function applyTheme({ kind, variables }: Theme): void {
  const apply = () => {
    const root = document.documentElement;
    for (const name of [...root.style]) root.style.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) root.style.setProperty(`--vscode-${name}`, value);
    document.body.setAttribute('class', kind);
  };
  if (document.body) return apply();
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    apply();
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Runs in the page: notes when the frame with such an element has been drawn, in milliseconds from the navigation. */
function noteShown(selector: string): void {
  const look = () => {
    if (document.querySelector(selector)) Object.assign(window, { shownAt: performance.now() });
    else requestAnimationFrame(afterFrame);
  };
  // What the page adds in a frame of its own is drawn with it: the frame is looked at when it is over.
  const afterFrame = () => setTimeout(look, 0);
  requestAnimationFrame(afterFrame);
}

/** Milliseconds from the navigation of a page to the frame that shows what is waited for; closes the page. */
export async function openingTime(page: Page): Promise<number> {
  await page.waitForFunction(() => 'shownAt' in window);
  const time = await page.evaluate(() => (window as unknown as { shownAt: number }).shownAt);
  await page.close();
  return time;
}

/** Opens pages for the tests of a `describe` block, closes them, and fails when a page complained. */
export function usePanelPages(): {
  readonly open: (options: OpenOptions) => Promise<PanelPage>;
  readonly openEmpty: () => Promise<Page>;
} {
  let browser: Browser | undefined;
  const panels: PanelPage[] = [];
  before(async () => {
    builtFiles();
    browser = await launchBrowser();
  });
  afterEach(async function () {
    const closing = panels.splice(0);
    if (this.currentTest?.state === 'failed')
      for (const panel of closing) await panel.tellOfFailure(this.currentTest.fullTitle());
    const complaints = closing.flatMap((panel) => panel.complaints);
    await Promise.all(closing.map(({ context }) => context.close()));
    if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
  });
  after(() => browser?.close());
  return {
    openEmpty: () => {
      if (!browser) throw new Error('The browser has not been started.');
      return PanelPage.openEmpty(browser);
    },
    open: async (options) => {
      if (!browser) throw new Error('The browser has not been started.');
      const panel = await PanelPage.open(browser, options);
      panels.push(panel);
      return panel;
    },
  };
}
