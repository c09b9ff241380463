// @ts-check
// `npm run bench`: builds what ships and measures it. Options are those of bench/run.mjs.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
for (const args of [
  ['scripts/build.mjs', '--production'],
  ['bench/run.mjs', ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
