import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as ts from 'typescript';

/** Who may import whom: the table of ARCHITECTURE.md. The longest folder that holds a file decides. */
const layers: Record<string, readonly string[]> = {
  'src/shared': [],
  'src/emulator/core': ['src/shared'],
  'src/emulator/actions': ['src/emulator/core', 'src/shared', 'node:crypto'],
  'src/emulator/protocol': ['src/emulator/core/sqsError', 'src/shared', 'node:crypto'],
  'src/emulator/admin': ['src/emulator/core', 'src/emulator/actions/digest', 'src/shared'],
  'src/emulator/http': [
    'src/emulator/protocol',
    'src/emulator/actions',
    'src/emulator/admin',
    'src/emulator/core',
    'src/shared',
    'node:',
  ],
  'src/emulator/store': ['src/emulator/core', 'src/shared', 'node:', 'node-sqlite3-wasm'],
  'src/emulator': ['src/emulator', 'src/shared', 'node:'],
  'src/emulator/emulatorHost.ts': ['src/emulator/port', 'src/shared', 'node:worker_threads'],
  'src/emulatorClient': ['src/shared', 'node:'],
  'src/localEmulator': ['src/emulator/emulatorHost', 'src/emulatorClient', 'src/shared', 'node:'],
  'src/attributes': ['src/shared'],
  'src/queueCheck': ['src/attributes', 'src/shared'],
  'src/history': ['src/emulatorClient', 'src/shared', 'node:'],
  'src/marks': ['src/shared'],
  'src/sqs': ['src/shared', 'src/attributes', 'src/history', '@aws-sdk/', '@smithy/', 'node:'],
  'src/traffic': ['src/sqs', 'src/shared', 'node:'],
  'src/messageFilter': ['src/shared'],
  'src/decoders': ['src/shared', 'node:zlib'],
  'src/messageFormats': ['src/shared'],
  'src/peek': ['src/emulatorClient', 'src/shared'],
  'src/queueFile': ['src/sqs', 'src/attributes', 'src/shared'],
  'src/templates': ['src/sqs', 'src/traffic', 'src/queueFile', 'src/shared', 'node:'],
  'src/moves': ['src/sqs', 'src/shared', 'node:'],
  'src/cli': [
    'src/emulator/server',
    'src/emulatorClient',
    'src/sqs',
    'src/traffic',
    'src/queueFile',
    'src/shared',
    'node:',
  ],
  'src/library.ts': ['src/emulator/server', 'src/emulatorClient', 'src/shared'],
  'src/commands': [],
  'src/explorer': [],
  'src/trafficView': [],
  'src/panels': [],
  'src/environment': [],
  'src/statusBar.ts': [],
  'src/contributions.ts': ['vscode'],
  'src/startup': ['src/features', 'src/contributions', 'vscode', 'node:'],
  'src/features.ts': ['src', 'vscode', 'node:'],
  'src/editorProxy.ts': ['src/sqs', 'vscode'],
  'src/emulatorItem.ts': ['src/words', 'src/contributions', 'vscode'],
  'src/documents': ['vscode', 'node:'],
  'src/extension.ts': ['src/startup', 'src/documents', 'src/emulatorItem', 'src/contributions', 'vscode'],
  webview: ['src/shared', 'lit', 'uplot', '@vscode/webview-ui-toolkit', '@codemirror', '@lezer/highlight'],
};

/** The editor side: every folder may use these, none another one's internals. */
const editorSide = [
  'src/sqs',
  'src/attributes',
  'src/traffic',
  'src/emulatorClient',
  'src/emulator/emulatorHost',
  'src/localEmulator',
  'src/queueCheck',
  'src/queueFile',
  'src/messageFilter',
  'src/decoders',
  'src/messageFormats',
  'src/peek',
  'src/templates',
  'src/moves',
  'src/history',
  'src/marks',
  'src/documents',
  'src/contributions',
  'src/words',
  'src/shared',
  'vscode',
  'node:',
];
for (const folder of [
  'src/words',
  'src/commands',
  'src/explorer',
  'src/trafficView',
  'src/panels',
  'src/environment',
  'src/statusBar.ts',
]) {
  layers[folder] = editorSide;
}

/** Imports of types alone leave no trace in a bundle, so these are allowed on top. */
const typeImports: Record<string, readonly string[]> = {
  'src/emulator/actions': ['@aws-sdk/client-sqs'],
  'src/emulatorClient': ['src/emulator/admin'],
  'src/history': ['src/emulator/admin'],
  'src/localEmulator': ['src/emulator/admin', 'src/emulator/port'],
  'src/words': ['src/emulator/admin'],
  'src/library.ts': ['src/emulator/admin'],
  'src/commands': [
    'src/panels',
    'src/explorer',
    'src/environment',
    'src/trafficView',
    'src/statusBar',
    'src/emulator/admin',
  ],
  'src/startup': ['src/explorer', 'src/trafficView'],
  'src/extension.ts': ['src/explorer', 'src/trafficView'],
};

/** What only the outside world may bring into the emulator, so that tests can drive time and chance. */
const forbiddenGlobals: Record<string, RegExp> = {
  'src/emulator/core': /\b(Date\.now|new Date\b|Math\.random|setTimeout|setInterval|process\.|performance\.)/,
  'src/emulator/actions':
    /\b(Date\.now|new Date\b|Math\.random|setTimeout|setInterval|process\.|performance\.)/,
  'src/emulator/protocol':
    /\b(Date\.now|new Date\b|Math\.random|setTimeout|setInterval|process\.|performance\.)/,
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isTypeOnly: boolean;
}

const files = [...sourceFiles('src'), ...sourceFiles('webview')];

describe('architecture', function () {
  // Parses every source file.
  this.timeout(30_000);

  it('has source files to check', () => {
    assert.ok(files.length > 20, `only ${files.length} source files were found`);
  });

  it('keeps the import table', () => {
    assert.deepEqual(violations(allImports()), []);
  });

  it('finds an import that the table does not allow', () => {
    const bad = parseImports('src/emulator/core/queue.ts', "import { window } from 'vscode';\n");
    assert.deepEqual(violations(bad), ['src/emulator/core/queue.ts imports vscode']);
  });

  it('lets nobody import the composition roots, but for the late load', () => {
    const roots = ['src/extension', 'src/features'];
    const importers = allImports().filter((it) => roots.includes(it.target));
    assert.deepEqual(
      importers.map(({ file }) => file),
      ['src/startup/lateFeatures.ts'],
    );
  });

  for (const [folder, pattern] of Object.entries(forbiddenGlobals)) {
    it(`keeps wall clock and chance out of ${folder}`, () => {
      const offenders = files.filter((file) => file.startsWith(`${folder}/`) && pattern.test(codeOf(file)));
      assert.deepEqual(offenders, []);
    });
  }

  it('imports the archived webview toolkit in one file alone', () => {
    const importers = allImports().filter((it) => it.target === '@vscode/webview-ui-toolkit');
    assert.deepEqual(
      importers.map((it) => it.file).filter((file) => file !== 'webview/toolkit.ts'),
      [],
    );
  });
});

function violations(imports: readonly Import[]): string[] {
  return imports.filter((it) => !isAllowed(it)).map((it) => `${it.file} imports ${it.target}`);
}

function isAllowed({ file, target, isTypeOnly }: Import): boolean {
  const layer = layerOf(file);
  if (layer === undefined) return false;
  if (isWithin(target, layer)) return true;
  const allowed = [...(layers[layer] ?? []), ...(isTypeOnly ? (typeImports[layer] ?? []) : [])];
  return allowed.some((prefix) =>
    prefix.endsWith(':') ? target.startsWith(prefix) : isWithin(target, prefix),
  );
}

function layerOf(file: string): string | undefined {
  return Object.keys(layers)
    .filter((layer) => isWithin(file, layer))
    .sort((a, b) => b.length - a.length)[0];
}

function isWithin(target: string, prefix: string): boolean {
  return target === prefix || target.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));
}

let parsed: readonly Import[] | undefined;

function allImports(): readonly Import[] {
  parsed ??= files.flatMap(importsOf);
  return parsed;
}

function importsOf(file: string): Import[] {
  return parseImports(file, readFileSync(file, 'utf8'));
}

/** Static imports, re-exports and `import()`; relative ones as paths from the project's root, no extension. */
function parseImports(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      imports.push({ file, target: resolve(file, specifier), isTypeOnly: isTypeOnly(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return (node.moduleSpecifier as ts.StringLiteral).text;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return (node.argument.literal as ts.StringLiteral).text;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [argument] = node.arguments;
  return argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { importClause } = node;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = importClause.namedBindings;
  return (
    !importClause.name &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function resolve(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return path.posix.join(path.posix.dirname(file), specifier).replace(/\.(js|ts)$/, '');
}

/** The file's text without comments, so that a word in prose is no offence. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}
