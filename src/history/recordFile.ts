import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';

// Files of records: each with its length before it, so that what is damaged costs only what comes after it.

const LENGTH_BYTES = 4;

/** @param version of what a record looks like */
export function formatRecord(version: number, record: object): Buffer {
  const body = serialize({ version, ...record });
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

/** The records of a file up to the first that is none, or of another version; none where there is no file. */
export async function readRecords(file: string, version: number): Promise<readonly unknown[]> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const records: unknown[] = [];
  for (let at = 0; at + LENGTH_BYTES <= bytes.length; ) {
    const end = at + LENGTH_BYTES + bytes.readUInt32LE(at);
    if (end > bytes.length) break;
    const record = parseRecord(bytes.subarray(at + LENGTH_BYTES, end), version);
    if (!record) break;
    records.push(record);
    at = end;
  }
  return records;
}

function parseRecord(bytes: Buffer, version: number): object | undefined {
  try {
    // A copy, so that one record does not keep the bytes of all in memory.
    const record = deserialize(new Uint8Array(bytes)) as { readonly version?: number };
    return record.version === version ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A reader, also one after a crash, finds the old file or the new one. */
export async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}
