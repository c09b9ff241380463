import { readFileSync } from 'node:fs';
import path from 'node:path';

const packageName = 'queuescope';
const foldersUp = 4;

/** Version of the package that this code was built into, from the nearest package.json of that name. */
export function findProductVersion(): string {
  let folder = __dirname;
  for (let count = 0; count < foldersUp; count++) {
    const version = readVersion(path.join(folder, 'package.json'));
    if (version !== undefined) return version;
    folder = path.dirname(folder);
  }
  return 'unknown';
}

function readVersion(file: string): string | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown; version?: unknown };
    return name === packageName && typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
