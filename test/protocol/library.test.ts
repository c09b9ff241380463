import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';

const run = promisify(execFile);
const root = process.cwd();

/** What both module systems do with the library. */
const program = `
  const emulator = await startEmulator({ clock: 'manual' });
  const before = (await emulator.admin.health()).clock.now;
  await emulator.advance(86_400_000);
  const { clock, version } = await emulator.admin.health();
  const response = await fetch(emulator.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.CreateQueue', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ QueueName: 'q' }),
  });
  const queues = (await emulator.admin.listQueues()).map(({ name }) => name);
  await emulator.reset();
  const left = await emulator.admin.listQueues();
  const isPaused = (await emulator.admin.readClock()).isPaused;
  await emulator.stop();
  const gone = await emulator.admin.health().catch((error) => error instanceof UnreachableError);
  console.log(JSON.stringify({ passed: clock.now - before, version, status: response.status, queues, left, isPaused, gone }));
`;

const typed = `
  const options: StartEmulatorOptions = { clock: 'manual', port: 0 };
  export async function peek(): Promise<readonly PeekedMessage[]> {
    const emulator: Emulator = await startEmulator(options);
    const faults: FaultRule[] = [{ kind: 'error', code: 'ServiceUnavailable', rate: 0.5 }];
    await emulator.admin.setFaults({ seed: 1, rules: faults });
    // @ts-expect-error There is no such kind.
    await emulator.admin.setFaults({ rules: [{ kind: 'lost' }] });
    return (await emulator.admin.peek({ queue: 'q' })).messages;
  }
`;
const typedNames =
  'startEmulator, type Emulator, type FaultRule, type PeekedMessage, type StartEmulatorOptions';

describe('the npm package', function () {
  this.timeout(120_000);
  let project = '';
  let installed: string;

  before(async () => {
    await run(process.execPath, ['scripts/buildLibrary.mjs'], { cwd: root });
    project = await mkdtemp(path.join(tmpdir(), 'queuescope-library-'));
    installed = path.join(project, 'node_modules/queuescope');
    await mkdir(installed, { recursive: true });
    // The bundles of the command line were built before this suite.
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { cwd: root });
    const tarball = (await readdir(project)).find((name) => name.endsWith('.tgz')) as string;
    await run('tar', ['xzf', path.join(project, tarball), '-C', installed, '--strip-components=1']);
    // The one package that the example of the documentation needs besides.
    await symlink(path.join(root, 'node_modules/@aws-sdk'), path.join(project, 'node_modules/@aws-sdk'));
  });
  after(async () => {
    if (project !== '') await rm(project, { recursive: true, force: true });
  });

  async function runProgram(file: string, text: string): Promise<Record<string, unknown>> {
    await writeFile(path.join(project, file), text);
    const { stdout } = await run(process.execPath, [file], { cwd: project });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  async function assertWorks(result: Record<string, unknown>): Promise<void> {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    assert.deepEqual(result, {
      passed: 86_400_000,
      version,
      status: 200,
      queues: ['q'],
      left: [],
      isPaused: true,
      gone: true,
    });
  }

  it('starts an emulator in an ES module', async () => {
    const text = `import { startEmulator, UnreachableError } from 'queuescope';\n${program}`;
    await assertWorks(await runProgram('program.mjs', text));
  });

  it('starts an emulator in CommonJS', async () => {
    const text = `const { startEmulator, UnreachableError } = require('queuescope');\n(async () => {${program}})();`;
    await assertWorks(await runProgram('program.cjs', text));
  });

  it('has types for both module systems', async () => {
    const text = `import { ${typedNames} } from 'queuescope';\n${typed}`;
    await writeFile(path.join(project, 'esm.mts'), text);
    await writeFile(path.join(project, 'commonjs.cts'), text);
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom',
      '--skipDefaultLibCheck',
    ];
    const checked = run(process.execPath, [compiler, ...options, 'esm.mts', 'commonjs.cts'], {
      cwd: project,
    });
    await checked.catch((error: { stdout: string }) => assert.fail(error.stdout));
  });

  it('runs the example for mocha of its documentation', async () => {
    const text = await readFile('docs/testing.md', 'utf8');
    const example = /## mocha\n+```js\n(.*?)```/s.exec(text)?.[1];
    assert.ok(example);
    await writeFile(path.join(project, 'orders.test.mjs'), example);
    const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
    const { stdout } = await run(process.execPath, [mocha, 'orders.test.mjs'], { cwd: project });
    assert.match(stdout, /2 passing/);
  });

  it('holds the command line and the library, and nothing of the editor', async () => {
    const { stdout } = await run(process.execPath, ['dist/cli.js', '--version'], { cwd: installed });
    assert.match(stdout, /^\d+\.\d+\.\d+/);
    for (const file of ['dist/extension.js', 'dist/webview', 'src', 'test', 'node_modules']) {
      assert.ok(!existsSync(path.join(installed, file)), `${file} is in the package`);
    }
  });
});
