import { checkAttributeValue, queueAttributes } from '../attributes/queueAttributes';
import { checkQueueName } from '../attributes/queueName';
import { checkMessage } from '../shared/messageChecks';
import { isFifoQueueName } from '../shared/queue';
import { checkLinks, checkNames, type QueueList } from './crossChecks';
import { Place } from './place';
import type { QueueFileProblem } from './problem';
import type { DeadLetterLink, QueueDefinition, QueueFile } from './queueFile';
import { readMessage } from './readMessage';

/** The file, or everything that is wrong with it. */
export type ParsedQueueFile =
  | { readonly file: QueueFile; readonly problems?: undefined }
  | { readonly file?: undefined; readonly problems: readonly QueueFileProblem[] };

const MAX_TAGS = 50;
const MAX_RECEIVE_COUNT = 1_000;
const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const queueKeys = ['name', 'region', 'attributes', 'tags', 'deadLetterQueue', 'messages'];

/**
 * Reads a file of queues, such as `.vscode/queuescope.json`.
 * @param defaultRegion of queues that are given none, where the file gives none either
 */
export function parseQueueFile(text: string, defaultRegion: string): ParsedQueueFile {
  const problems: QueueFileProblem[] = [];
  const root = parseJson(text, problems);
  const queues = root ? readFile(root, defaultRegion) : [];
  checkNames(queues, problems);
  checkLinks(queues, problems);
  return problems.length > 0
    ? { problems }
    : { file: { queues: queues.filter((queue) => queue !== undefined) } };
}

function parseJson(text: string, problems: QueueFileProblem[]): Place | undefined {
  try {
    // Editors may begin a file with a byte order mark.
    return new Place(JSON.parse(text.replace(/^\uFEFF/, '')), '', problems);
  } catch (error) {
    // It may quote lines of the file.
    const detail = (error as Error).message.replace(/\s+/g, ' ');
    problems.push({ path: '', code: 'notJson', detail, ...findPosition(detail, text) });
    return undefined;
  }
}

/** Node names the offset of most errors in their message. */
function findPosition(detail: string, text: string): { line: number; column: number } | undefined {
  const match = /at position (\d+)/.exec(detail);
  const offset = match ? Number(match[1]) : undefined;
  if (offset === undefined && !/end of JSON input/.test(detail)) return undefined;
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function readFile(root: Place, defaultRegion: string): QueueList {
  if (!root.readObject(['$schema', 'region', 'queues', 'traffic'])) return [];
  const region = readRegion(root) ?? defaultRegion;
  const places = root.need('queues')?.readList() ?? [];
  return places.map((place) => readQueue(place, region));
}

function readRegion(place: Place): string | undefined {
  const text = place.find('region')?.readText();
  if (text === undefined || regionPattern.test(text)) return text;
  return place.at('region').report({ code: 'region', region: text });
}

function readQueue(place: Place, fileRegion: string): QueueDefinition | undefined {
  if (!place.readObject(queueKeys)) return undefined;
  const name = place.need('name')?.readText();
  if (name === undefined) return undefined;
  const problem = checkQueueName(name, isFifoQueueName(name));
  if (problem) place.at('name').report({ code: 'queueName', problem });
  const attributes = readAttributes(place.find('attributes'), name);
  if (place.find('deadLetterQueue') && attributes['RedrivePolicy'] !== undefined)
    place.at('deadLetterQueue').report({ code: 'redriveTwice' });
  return {
    name,
    region: readRegion(place) ?? fileRegion,
    attributes,
    tags: readTags(place.find('tags')),
    deadLetterQueue: readLink(place.find('deadLetterQueue')),
    messages: readMessages(place.find('messages'), name, attributes),
  };
}

function readAttributes(place: Place | undefined, queueName: string): Readonly<Record<string, string>> {
  const isFifo = isFifoQueueName(queueName);
  const attributes: Record<string, string> = isFifo ? { FifoQueue: 'true' } : {};
  for (const name of Object.keys(place?.readObject(queueAttributes.map((known) => known.name)) ?? {})) {
    const value = place && readAttribute(place.at(name), name, isFifo);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}

function readAttribute(place: Place, name: string, isFifo: boolean): string | undefined {
  const attribute = queueAttributes.find((known) => known.name === name);
  if (!attribute) return undefined;
  const text = toText(place.value);
  if (text === undefined) return place.expect('attributeValue');
  if (name === 'FifoQueue') return text === String(isFifo) ? undefined : place.report({ code: 'fifoByName' });
  if (attribute.isFifoOnly && !isFifo) return place.report({ code: 'fifoOnly' });
  const problem = checkAttributeValue(attribute, text);
  return problem ? place.report({ code: 'attributeValue', problem }) : text;
}

/** Numbers, booleans and policies may stand as what they are; SQS wants text. */
function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

/** Rules of TagQueue: a key of 1 … 128 characters that does not begin with `aws:`, a value of 0 … 256. */
function readTags(place: Place | undefined): Readonly<Record<string, string>> {
  const keys = Object.keys(place?.readObject() ?? {});
  if (keys.length > MAX_TAGS) place?.report({ code: 'tooManyTags', maximum: MAX_TAGS });
  const tags: [string, string][] = [];
  for (const key of keys) {
    const tag = place?.at(key);
    if (typeof tag?.value !== 'string') tag?.expect('tagValue');
    else if (!isTagText(key, 1, 128) || /^aws:/i.test(key)) tag.report({ code: 'tagKey' });
    else if (!isTagText(tag.value, 0, 256)) tag.report({ code: 'tagValue' });
    else tags.push([key, tag.value]);
  }
  return Object.fromEntries(tags);
}

function isTagText(text: string, minimum: number, maximum: number): boolean {
  return text.length >= minimum && text.length <= maximum && /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/u.test(text);
}

function readLink(place: Place | undefined): DeadLetterLink | undefined {
  if (!place?.readObject(['name', 'maxReceiveCount'])) return undefined;
  const name = place.need('name')?.readText();
  const maxReceiveCount = place.need('maxReceiveCount')?.readWholeNumber(1, MAX_RECEIVE_COUNT);
  return name === undefined || maxReceiveCount === undefined ? undefined : { name, maxReceiveCount };
}

function readMessages(
  place: Place | undefined,
  queueName: string,
  attributes: Readonly<Record<string, string>>,
): QueueDefinition['messages'] {
  const maximum = attributes['MaximumMessageSize'];
  const rules = {
    queueName,
    maximumMessageSize: maximum === undefined ? undefined : Number(maximum),
    contentBasedDeduplication: attributes['ContentBasedDeduplication']?.toLowerCase() === 'true',
  };
  return (place?.readList() ?? []).flatMap((item) => {
    const draft = readMessage(item);
    if (!draft) return [];
    for (const problem of checkMessage(draft, rules)) item.report({ code: 'message', problem });
    return [draft];
  });
}
