// @ts-check
// `npm run fuzz [inputs]`: puts 1,000,000 random and spoiled requests through both codecs and all actions.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { buildTests } from './lib/buildTests.mjs';
import { root } from './lib/project.mjs';

const inputs = process.argv[2] ?? '1000000';
const files = await buildTests('unit/emulator/protocol');
const { status } = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    'node_modules/mocha/bin/mocha.js',
    ...files.filter((file) => file.includes('fuzz')),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_INPUTS: inputs } },
);
process.exit(status ?? 1);
