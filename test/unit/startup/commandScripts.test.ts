import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { commandScripts } from '../../../src/startup/commandScripts';

describe('The command in terminals', () => {
  let folder: string;

  before(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'queuescope-bin-')), "it's here");
    mkdirSync(folder);
  });
  after(() => rmSync(path.dirname(folder), { recursive: true }));

  it('runs a program with the Node it was told, and passes arguments on as they are', function () {
    if (process.platform === 'win32') this.skip();
    const cli = path.join(folder, 'cli.js');
    writeFileSync(
      cli,
      'console.log(JSON.stringify([process.env.ELECTRON_RUN_AS_NODE, ...process.argv.slice(2)]))',
    );
    const script = path.join(folder, 'queuescope');
    writeFileSync(script, commandScripts(process.execPath, cli)['queuescope'] ?? '');
    chmodSync(script, 0o755);
    const output = execFileSync(script, ['send', 'two words', '$HOME', '"'], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(output), ['1', 'send', 'two words', '$HOME', '"']);
  });

  it('has a script for Windows, with its line ends and percent signs doubled', () => {
    const text = commandScripts('C:\\100%\\Code.exe', 'C:\\ext\\dist\\cli.js')['queuescope.cmd'] ?? '';
    assert.match(text, /^@echo off\r\n/);
    assert.ok(text.includes('"C:\\100%%\\Code.exe" "C:\\ext\\dist\\cli.js" %*\r\n'), text);
  });
});
