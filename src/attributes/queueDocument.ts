import { type Attributes, isRemovable, settableAttributes } from './attributeChecks';
import { isSameValue } from './attributeValues';

/** What of a queue a JSON document shows. */
export type DocumentPart = 'queue' | 'Policy' | 'RedrivePolicy' | 'RedriveAllowPolicy' | 'tags';

/** The attributes that can be set, and the tags. */
export interface QueueContent {
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
}

/** What has to be sent to turn one content into another. */
export interface ContentChanges {
  /** With an empty text for what is to be removed. */
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
  readonly removedTags: readonly string[];
}

/** What is wrong with the text of a document. */
export type DocumentProblem =
  | { readonly code: 'notJson'; readonly detail: string }
  | { readonly code: 'notAnObject'; readonly key?: string }
  | { readonly code: 'unknownKey'; readonly key: string }
  | { readonly code: 'wrongValue'; readonly key: string };

/** A document that could not be read. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';

  constructor(readonly problem: DocumentProblem) {
    super(problem.code);
  }
}

/** The text of a document: numbers, booleans and policies as what they are. */
export function toDocument(part: DocumentPart, isFifo: boolean, { attributes, tags }: QueueContent): string {
  if (part === 'tags') return toJson(tags);
  if (part !== 'queue') return toJson(toValue(attributes[part] ?? '{}', 'json'));
  const shown = settableAttributes(isFifo).flatMap(({ name, type }) => {
    const value = attributes[name];
    return value === undefined || value === '' ? [] : [[name, toValue(value, type)] as const];
  });
  return toJson({ attributes: Object.fromEntries(shown), tags });
}

/**
 * Reads a document back. What it no longer names is removed where SQS can remove it, and else left as it is.
 * @throws DocumentError
 */
export function readDocument(
  part: DocumentPart,
  isFifo: boolean,
  text: string,
  before: QueueContent,
): QueueContent {
  const value = parse(text);
  if (part === 'tags') return { ...before, tags: readTags(value) };
  if (part === 'queue') return readQueue(isFifo, value, before);
  if (!isObject(value)) throw new DocumentError({ code: 'notAnObject' });
  const policy = Object.keys(value).length === 0 ? '' : JSON.stringify(value);
  return { ...before, attributes: { ...before.attributes, [part]: policy } };
}

/** What is different, and nothing else. */
export function findChanges(before: QueueContent, after: QueueContent): ContentChanges {
  const attributes = Object.entries(after.attributes).filter(
    ([name, value]) => !isSameValue(value, before.attributes[name] ?? ''),
  );
  const tags = Object.entries(after.tags).filter(([key, value]) => before.tags[key] !== value);
  return {
    attributes: Object.fromEntries(attributes),
    tags: Object.fromEntries(tags),
    removedTags: Object.keys(before.tags).filter((key) => !(key in after.tags)),
  };
}

/** True when nothing has to be sent. */
export function isNoChange({ attributes, tags, removedTags }: ContentChanges): boolean {
  return Object.keys(attributes).length + Object.keys(tags).length + removedTags.length === 0;
}

function readQueue(isFifo: boolean, value: unknown, before: QueueContent): QueueContent {
  if (!isObject(value)) throw new DocumentError({ code: 'notAnObject' });
  const unknown = Object.keys(value).find(
    (key) => key !== 'attributes' && key !== 'tags' && key !== '$schema',
  );
  if (unknown !== undefined) throw new DocumentError({ code: 'unknownKey', key: unknown });
  const given: unknown = value['attributes'] ?? {};
  if (!isObject(given)) throw new DocumentError({ code: 'notAnObject', key: 'attributes' });
  const attributes: Record<string, string> = {};
  for (const [name, each] of Object.entries(given)) attributes[name] = toText(name, each);
  for (const known of settableAttributes(isFifo)) {
    const { name } = known;
    if (name in attributes) continue;
    attributes[name] = isRemovable(known) ? '' : (before.attributes[name] ?? '');
    if (attributes[name] === '' && (before.attributes[name] ?? '') === '') delete attributes[name];
  }
  return { attributes, tags: 'tags' in value ? readTags(value['tags']) : before.tags };
}

function readTags(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) throw new DocumentError({ code: 'notAnObject', key: 'tags' });
  return Object.fromEntries(
    Object.entries(value).map(([key, tag]) => {
      if (typeof tag !== 'string') throw new DocumentError({ code: 'wrongValue', key });
      return [key, tag];
    }),
  );
}

function toText(key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isObject(value)) return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
  throw new DocumentError({ code: 'wrongValue', key });
}

function toValue(text: string, type: string): unknown {
  if (type === 'integer') return Number.isSafeInteger(Number(text)) ? Number(text) : text;
  if (type === 'boolean') return text === 'true';
  if (type !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.trim() === '' ? '{}' : text) as unknown;
  } catch (error) {
    throw new DocumentError({ code: 'notJson', detail: (error as Error).message.replace(/\s+/g, ' ') });
  }
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
