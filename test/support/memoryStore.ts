import type { Memory } from '../../src/templates/memory';

/** A memory as the editor has it for a workspace. */
export function memoryStore(): Memory {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, fallback: T) => (values.has(key) ? (values.get(key) as T) : fallback),
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}
