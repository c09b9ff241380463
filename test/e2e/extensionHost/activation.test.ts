import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const EXTENSION_ID = 'queuescope.queuescope';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(EXTENSION_ID);
  assert.ok(found, 'VS Code does not know the extension');
  return found;
}

interface Manifest {
  contributes: { commands: { command: string }[] };
}

describe('the extension in its host', () => {
  it('is activated without an error', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command that its manifest contributes, and no other', async () => {
    await extension().activate();
    const contributed = contributedCommands();
    assert.ok(contributed.length > 0);
    assert.deepEqual(await registeredCommands(), contributed);
  });

  it('has the same commands once its features are loaded', async () => {
    await vscode.commands.executeCommand('queuescope.queues.refresh');
    assert.deepEqual(await registeredCommands(), contributedCommands());
  });

  it('names all its commands under its own prefix', () => {
    const { contributes } = extension().packageJSON as Manifest;
    const foreign = contributes.commands.filter(({ command }) => !isOwn(command));
    assert.deepEqual(foreign, []);
  });
});

function contributedCommands(): string[] {
  const { contributes } = extension().packageJSON as Manifest;
  return contributes.commands.map(({ command }) => command).sort();
}

async function registeredCommands(): Promise<string[]> {
  return (await vscode.commands.getCommands(true)).filter(isOwn).sort();
}

/** VS Code registers some by itself for each view, such as `queuescope.queues.focus`. */
const OF_VIEWS = /^queuescope\.(queues|traffic)\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/;

function isOwn(command: string): boolean {
  return command.startsWith('queuescope.') && !OF_VIEWS.test(command);
}
