#!/usr/bin/env node
// @ts-check
// Stands for the executable of VS Code where tests inside the extension host are run: takes the arguments of the
// desktop program, does the same in the browser-hosted VS Code, and ends with the exit code of the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import './childGroup.mjs';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { freePort } from './freePort.mjs';
import { cacheFolder, report } from './project.mjs';
import { installVSCodeHost } from './vscodeHost.mjs';
import { startVSCodeServer } from './vscodeServer.mjs';

/** The arguments that matter here; the desktop program knows many more. */
const { values, positionals } = parseArgs({
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  allowPositionals: true,
  strict: false,
});

async function run() {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'queuescope-host-'));
  process.on('exit', () =>
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  );
  const { executablePath, env } = await findChromium(cacheFolder, report);
  const server = await startVSCodeServer({
    vscodeFolder: await installVSCodeHost(cacheFolder, report),
    dataFolder,
    // The usual port may belong to somebody on this machine.
    settings: { 'queuescope.emulator.port': await freePort() },
  });
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: CHROMIUM_ARGS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const page = await browser.newPage();
  const code = new Promise((resolve) => {
    page.exposeFunction('codeAutomationLog', () => {});
    page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.goto(
    server.url({
      folder: path.resolve(positionals[0] ?? '.'),
      extensionFolder: String(values['extensionDevelopmentPath']),
      testsPath: String(values['extensionTestsPath']),
    }),
  );
  process.exitCode = Number(await code);
  await browser.close();
  await server.stop();
  process.exit();
}

await run();
