// @ts-check
// Builds what `import { startEmulator } from 'queuescope'` gets: dist/library.js, dist/library.mjs and their types.
// The bundle of the store comes from the build of everything; it is loaded on demand.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import { root } from './lib/project.mjs';

const source = 'src/library.ts';
const bundle = path.join(root, 'dist/library.js');

await esbuild.build({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  logLevel: 'warning',
  legalComments: 'none',
  entryPoints: [source],
  outfile: bundle,
  plugins: [
    {
      name: 'store-is-a-bundle-of-its-own',
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/store\/store$/ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: './emulatorStore.js', external: true } : undefined,
        ),
    },
  ],
});
await writeModule();
await writeTypes();

/** One copy of the code for both module systems. */
async function writeModule() {
  const names = Object.keys(createRequire(import.meta.url)(bundle));
  const text = `import library from './library.js';\nexport const { ${names.join(', ')} } = library;\n`;
  await writeFile(path.join(root, 'dist/library.mjs'), text);
}

/** The types of the entry and of all that it refers to, in the folders of the source. */
async function writeTypes() {
  const folder = path.join(root, 'dist/library');
  const texts = emitTypes(folder);
  await rm(folder, { recursive: true, force: true });
  for (const file of findReachable(path.join(folder, 'library.d.ts'), texts)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, texts.get(file) ?? '');
  }
  await writeFile(path.join(folder, 'library.d.mts'), "export * from './library.js';\n");
}

/** Types of the whole program by file; `npm run types` has checked it. @param {string} outDir */
function emitTypes(outDir) {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const compilerOptions = {
    ...config.compilerOptions,
    composite: false,
    incremental: false,
    noCheck: true,
    types: ['node'],
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...compilerOptions, rootDir: path.join(root, 'src'), outDir },
    root,
  );
  const program = ts.createProgram([path.join(root, source)], options);
  /** @type {Map<string, string>} */
  const texts = new Map();
  const { diagnostics } = program.emit(undefined, (file, text) => void texts.set(path.normalize(file), text));
  if (diagnostics.length === 0) return texts;
  throw new Error(
    ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  );
}

/** @param {string} entry @param {ReadonlyMap<string, string>} texts @returns {Set<string>} */
function findReachable(entry, texts) {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { fileName } of ts.preProcessFile(texts.get(file) ?? '').importedFiles) {
      if (fileName.startsWith('.')) reached.add(path.join(path.dirname(file), `${fileName}.d.ts`));
    }
  }
  return reached;
}
