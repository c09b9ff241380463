import type { QueueDefinition, QueueFile } from './queueFile';

export interface NamedQueueFile {
  /** By which people know the file. */
  readonly name: string;
  readonly file: QueueFile;
}

/** Files that define one queue in different ways. */
export interface QueueConflict {
  readonly queue: string;
  readonly region: string;
  /** Two or more names of files. */
  readonly files: readonly string[];
}

/** The queues of several files as one, each queue once, with the conflicts between the files. */
export function mergeQueueFiles(files: readonly NamedQueueFile[]): {
  readonly file: QueueFile;
  readonly conflicts: readonly QueueConflict[];
} {
  const definitions = new Map<string, { readonly file: string; readonly queue: QueueDefinition }[]>();
  for (const { name, file } of files) {
    for (const queue of file.queues) {
      const key = `${queue.region} ${queue.name}`;
      definitions.set(key, [...(definitions.get(key) ?? []), { file: name, queue }]);
    }
  }
  const groups = [...definitions.values()];
  return {
    file: { queues: groups.flatMap(([first]) => (first ? [first.queue] : [])) },
    conflicts: groups.flatMap(([first, ...others]) => {
      const different = others.filter(({ queue }) => first && !isSame(queue, first.queue));
      if (!first || different.length === 0) return [];
      const { name, region } = first.queue;
      return [{ queue: name, region, files: [first.file, ...different.map(({ file }) => file)] }];
    }),
  };
}

function isSame(a: QueueDefinition, b: QueueDefinition): boolean {
  return JSON.stringify(toSorted(a)) === JSON.stringify(toSorted(b));
}

/** Attributes and tags have no order; messages have. */
function toSorted(queue: QueueDefinition): unknown {
  return { ...queue, attributes: sortKeys(queue.attributes), tags: sortKeys(queue.tags) };
}

function sortKeys(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
