import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { Commands, QUEUES_VIEW, TRAFFIC_VIEW } from '../../../src/contributions';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          { readonly scope: string; readonly default: unknown; readonly markdownDescription: string }
        >
      >;
    };
  };
}

const manifestText = readFileSync('package.json', 'utf8');
const { contributes, capabilities } = JSON.parse(manifestText) as Manifest;
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const known: readonly string[] = Object.values(Commands);

describe('package.json', () => {
  it('contributes every command that the code knows, and no other', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...known].sort());
  });

  it('puts every command into the category SQS', () => {
    assert.deepEqual(
      contributes.commands.filter(({ category }) => category !== 'SQS'),
      [],
    );
  });

  it('uses no command in a menu that does not exist', () => {
    const used = Object.values(contributes.menus).flat();
    assert.deepEqual(
      used.filter(({ command }) => !known.includes(command)),
      [],
    );
  });

  it('has a text for every placeholder, and a placeholder for every text', () => {
    const placeholders = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(placeholders)].sort(), Object.keys(strings).sort());
  });

  it('ends a command that asks for more with an ellipsis', () => {
    for (const command of ['queue.create', 'queue.delete', 'queue.purge', 'region.add', 'emulator.reset']) {
      assert.match(strings[`command.${command}`] ?? '', /…$/, command);
    }
  });

  it('offers buttons of the welcome content that exist', () => {
    const offered = [...(strings['welcome.queues'] ?? '').matchAll(/\(command:([\w.]+)\)/g)].map(
      (match) => match[1],
    );
    assert.ok(offered.length > 0);
    assert.deepEqual(
      offered.filter((command) => !known.includes(command ?? '')),
      [],
    );
  });

  it('contributes the view that the code fills, with icons that exist', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id),
      [QUEUES_VIEW, TRAFFIC_VIEW],
    );
    for (const { icon } of [...views, ...contributes.viewsContainers.activitybar])
      assert.ok(existsSync(icon), icon);
  });

  it('has icons for every type of queue in both kinds of theme', () => {
    for (const type of ['standard', 'fifo', 'deadLetter']) {
      for (const theme of ['light', 'dark']) assert.ok(existsSync(`media/tree/${type}-${theme}.svg`));
    }
  });

  it('gives every setting a default and a description', () => {
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      assert.notEqual(setting.default, undefined, name);
      assert.ok(setting.markdownDescription, name);
    }
  });

  it('lets no workspace decide where credentials or messages go', () => {
    const own = Object.entries(contributes.configuration.properties).filter(
      ([, { scope }]) => scope === 'machine',
    );
    // A trusted folder may lead its programs to this machine's emulator, nowhere else.
    const byFolder = 'queuescope.environment.useEmulator';
    assert.deepEqual(
      [...own.map(([name]) => name), byFolder].sort(),
      [...capabilities.untrustedWorkspaces.restrictedConfigurations].sort(),
    );
    assert.ok(own.some(([name]) => name === 'queuescope.aws.profile'));
  });
});
