import { gunzipSync, inflateSync } from 'node:zlib';
import { formatJson } from '../shared/formatJson';
import { formatXml } from '../shared/formatXml';
import type { LayerBadge, LayerOrigin, MessageLayer, S3Pointer } from '../shared/messageLayers';
import { readEnvelope } from './envelopes';
import { hexDump } from './hexDump';

/** Layers within each other that are worth reading. */
const MAX_LAYERS = 6;
/** A compressed layer that is larger is left alone: it may be made to fill the memory. */
const MAX_INFLATED_BYTES = 8 * 1024 * 1024;
/** Shorter text that looks like base64 is a word or a number more often than not. */
const MIN_BASE64_LENGTH = 16;

/**
 * The layers of a message body, the body itself first: envelopes opened, base64 and gzip decoded, JSON within JSON.
 *
 * What cannot be decoded is left as it is. Never throws, whatever the body; nothing in it is executed or fetched.
 */
export function decodeBody(body: string): readonly MessageLayer[] {
  const layers: MessageLayer[] = [];
  let next: Inner | undefined = { origin: 'body', content: body };
  while (next && layers.length < MAX_LAYERS) {
    const opened: Opened = open(next);
    layers.push(opened.layer);
    next = opened.inner;
  }
  return layers;
}

/** What is inside a layer, still to be opened. */
interface Inner {
  readonly origin: LayerOrigin;
  readonly content: string | Buffer;
}

interface Opened {
  readonly layer: MessageLayer;
  readonly inner?: Inner | undefined;
}

function open({ origin, content }: Inner): Opened {
  if (typeof content === 'string') return openText(origin, content);
  const inflated = inflate(content);
  const text = inflated ? undefined : toText(content);
  if (text !== undefined) return openText(origin, text);
  const badges: LayerBadge[] = inflated ? ['gzip'] : ['binary'];
  return {
    layer: { origin, format: 'binary', badges, text: hexDump(content) },
    inner: inflated && { origin: 'gzip', content: inflated },
  };
}

function openText(origin: LayerOrigin, text: string): Opened {
  const json = parseJson(text);
  if (json !== undefined) return openJson(origin, text, json.value);
  const xml = /^\s*</.test(text) ? formatXml(text) : undefined;
  if (xml !== undefined) return { layer: { origin, format: 'xml', badges: ['xml'], text, formatted: xml } };
  const bytes = fromBase64(text);
  if (!bytes) return { layer: { origin, format: 'text', badges: [], text } };
  return {
    layer: { origin, format: 'text', badges: ['base64'], text },
    inner: { origin: 'base64', content: bytes },
  };
}

function openJson(origin: LayerOrigin, text: string, value: unknown): Opened {
  if (typeof value === 'string') {
    const layer: MessageLayer = { origin, format: 'json', badges: ['json'], text };
    return { layer, inner: { origin: 'jsonText', content: value } };
  }
  const formatted = formatJson(text);
  const envelope = readEnvelope(value);
  const badges: LayerBadge[] = envelope ? ['json', envelope.badge] : ['json'];
  const pointer: S3Pointer | undefined = envelope?.pointer;
  return {
    layer: {
      origin,
      format: 'json',
      badges,
      text,
      formatted: formatted.kind === 'formatted' ? formatted.text : undefined,
      pointer,
    },
    inner: envelope?.inner,
  };
}

/** Objects and arrays; of plain strings those alone that hold JSON in turn. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  if (!/^\s*(?:[[{]|"\s*(?:[[{]|\\"))/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Bytes of base64, or of base64url, that are a text or compressed. */
function fromBase64(text: string): Buffer | undefined {
  const compact = text.replace(/\s+/g, '');
  if (compact.length < MIN_BASE64_LENGTH || !/^[\w+/-]+={0,2}$/.test(compact)) return undefined;
  const unpadded = compact.replace(/=+$/, '');
  if (unpadded.length % 4 === 1) return undefined;
  const bytes = Buffer.from(unpadded, 'base64');
  return isCompressed(bytes) || toText(bytes) !== undefined ? bytes : undefined;
}

function isCompressed(bytes: Buffer): boolean {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isZlib = bytes[0] === 0x78 && bytes.length > 2 && bytes.readUInt16BE(0) % 31 === 0;
  return isGzip || isZlib;
}

function inflate(bytes: Buffer): Buffer | undefined {
  if (!isCompressed(bytes)) return undefined;
  const options = { maxOutputLength: MAX_INFLATED_BYTES };
  try {
    return bytes[0] === 0x78 ? inflateSync(bytes, options) : gunzipSync(bytes, options);
  } catch {
    return undefined;
  }
}

/** UTF-8 without control characters that no text has. */
function toText(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
