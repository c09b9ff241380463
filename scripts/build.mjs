// @ts-check
// Builds everything under dist/: the extension, the SDK bundle, the emulator worker, the command line, the webviews.
import { copyFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { assertExtensionBundles } from './lib/bundleRules.mjs';

const root = path.resolve(import.meta.dirname, '..');
const isWatch = process.argv.includes('--watch');
const isProduction = process.argv.includes('--production');

/** @satisfies {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  sourcemap: !isProduction,
  minify: isProduction,
  logLevel: 'warning',
  outdir: 'dist',
  legalComments: 'none',
};

/** What is imported late, and the bundle that it is in. @type {readonly (readonly [RegExp, string])[]} */
const LATE = [
  [/\/features$/, './features.js'],
  [/\/sqs\/sqs$/, './sqs.js'],
  [/\/store\/store$/, './emulatorStore.js'],
];

/** The same in the pages. @type {readonly (readonly [RegExp, string])[]} */
const LATE_IN_PAGES = [
  [/\/toolkit$/, './toolkit.js'],
  [/\/code$/, './code.js'],
];

/** Node bundles. `import()` is inlined in CommonJS, so what loads late is an entry of its own. */
/** @satisfies {esbuild.BuildOptions} */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // Its CommonJS build is one file: all of CloudWatch for the one action that is called.
  alias: { '@aws-sdk/client-cloudwatch': '@aws-sdk/client-cloudwatch/dist-es/index.js' },
  entryPoints: {
    extension: 'src/extension.ts',
    features: 'src/features.ts',
    sqs: 'src/sqs/sqs.ts',
    emulatorWorker: 'src/emulator/worker.ts',
    emulatorStore: 'src/emulator/store/store.ts',
    trafficWorker: 'src/traffic/worker.ts',
    cli: 'src/cli/cli.ts',
  },
  plugins: [lateEntries(LATE), sdkHttps()],
};

/** One file for each page: files are what a page waits for. What it does not show at once loads late, for all pages. */
/** @satisfies {esbuild.BuildOptions} */
const webviews = {
  ...shared,
  platform: 'browser',
  format: 'esm',
  target: 'es2023',
  outdir: 'dist/webview',
  entryPoints: [
    ...['dashboard', 'overview', 'messages', 'composer'].map((name) => `webview/${name}/${name}.ts`),
    'webview/toolkit.ts',
    'webview/code.ts',
  ],
  entryNames: '[name]',
  loader: { '.css': 'css' },
  plugins: [lateEntries(LATE_IN_PAGES)],
};

/**
 * Keeps an import of a file that is an entry of its own out of the bundle that imports it:
 * `import('./sqs/sqs')` becomes `require('./sqs.js')`, next to the importing bundle.
 * @param {readonly (readonly [RegExp, string])[]} late
 * @returns {esbuild.Plugin}
 */
function lateEntries(late) {
  return {
    name: 'late-entries',
    setup(build) {
      for (const [filter, bundle] of late) {
        build.onResolve({ filter }, (args) =>
          args.kind === 'dynamic-import' ? { path: bundle, external: true } : undefined,
        );
      }
    },
  };
}

/** Gives the AWS SDK the requests of src/sqs/sdkHttps.ts. @returns {esbuild.Plugin} */
function sdkHttps() {
  return {
    name: 'sdk-https',
    setup(build) {
      build.onResolve({ filter: /^node:https$/ }, ({ importer }) =>
        /node_modules[\\/]@smithy[\\/]/.test(importer)
          ? { path: path.join(root, 'src/sqs/sdkHttps.ts') }
          : undefined,
      );
    },
  };
}

async function build() {
  // Files that an earlier build made are not to be packaged.
  await rm(path.join(root, 'dist/webview'), { recursive: true, force: true });
  const results = await Promise.all([esbuild.build(node), esbuild.build(webviews)]);
  await copySqlite();
  const metafile = mergeMetafiles(results.map((result) => result.metafile));
  await writeFile(path.join(root, 'dist/meta.json'), JSON.stringify(metafile));
  assertExtensionBundles(metafile, { isProduction });
}

/** SQLite's library looks for its WebAssembly beside the bundle that it is in. */
async function copySqlite() {
  const name = 'node-sqlite3-wasm.wasm';
  await copyFile(path.join(root, 'node_modules/node-sqlite3-wasm/dist', name), path.join(root, 'dist', name));
}

/** @param {esbuild.Metafile[]} metafiles @returns {esbuild.Metafile} */
function mergeMetafiles(metafiles) {
  return {
    inputs: Object.assign({}, ...metafiles.map((metafile) => metafile.inputs)),
    outputs: Object.assign({}, ...metafiles.map((metafile) => metafile.outputs)),
  };
}

async function watch() {
  const contexts = await Promise.all(
    [
      { ...node, plugins: [...node.plugins, progress()] },
      { ...webviews, plugins: [...webviews.plugins, progress()] },
    ].map((options) => esbuild.context(options)),
  );
  await Promise.all(contexts.map((context) => context.watch()));
  await copySqlite();
}

/** Tells the background task of the editor when the bundles are being built, and when they can be used. @returns {esbuild.Plugin} */
function progress() {
  return {
    name: 'progress',
    setup(build) {
      build.onStart(() => void process.stdout.write('Building.\n'));
      build.onEnd(() => void process.stdout.write('Watching for changes.\n'));
    },
  };
}

try {
  await (isWatch ? watch() : build());
} catch (error) {
  // esbuild has shown its own errors, with the lines they are in.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
