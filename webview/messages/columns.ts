import { type BuiltInColumn, builtInColumns, type MessageRow } from '../../src/shared/messageList';
import type { MessagesMode } from '../../src/shared/messagesPanelMessages';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import {
  format,
  formatBytes,
  formatDuration,
  formatInteger,
  formatShortDateTime,
  visibleText,
} from '../text';
import { receiptOf } from './receipt';

/** A message ID is a UUID: its beginning tells messages apart. */
const SHORT_ID_LENGTH = 8;

/** Width of a column as a track of a CSS grid, and the least that it takes in pixels. */
interface Width {
  readonly track: string;
  readonly least: number;
}

const WIDTHS: Readonly<Record<BuiltInColumn, Width>> = {
  state: fixed(136),
  queue: fixed(140),
  messageId: fixed(76),
  body: { track: 'minmax(140px, 1fr)', least: 140 },
  messageGroupId: fixed(96),
  receiveCount: fixed(74),
  sent: fixed(92),
  firstReceived: fixed(100),
  timeLeft: fixed(76),
  expires: fixed(84),
  size: fixed(64),
};
const FIELD_WIDTH = fixed(120);

function fixed(pixels: number): Width {
  return { track: `${pixels}px`, least: pixels };
}

const DEFAULTS: Readonly<Record<MessagesMode, readonly BuiltInColumn[]>> = {
  peek: ['state', 'messageId', 'body', 'messageGroupId', 'receiveCount', 'sent', 'expires', 'size'],
  look: ['messageId', 'body', 'messageGroupId', 'receiveCount', 'sent', 'expires', 'size'],
  receive: ['messageId', 'body', 'messageGroupId', 'receiveCount', 'sent', 'timeLeft', 'size'],
};

/** The columns to be shown where the reader has chosen none: groups and queues only where there are some. */
export function defaultColumns(
  mode: MessagesMode,
  { hasGroups, hasQueues }: { readonly hasGroups: boolean; readonly hasQueues: boolean },
): readonly string[] {
  const columns = DEFAULTS[mode].filter((name) => hasGroups || name !== 'messageGroupId');
  return hasQueues ? ['queue', ...columns] : columns;
}

export function isBuiltIn(name: string): name is BuiltInColumn {
  return builtInColumns.some((each) => each === name);
}

export function columnTitle(name: string, strings: MessagesStrings): string {
  return isBuiltIn(name) ? strings[name] : name.replace(/^(attr|system)\./, '');
}

/** The columns as a CSS grid, and how many pixels they take at least, with the gaps between them. */
export function columnTracks(names: readonly string[]): { readonly tracks: string; readonly least: number } {
  const widths = names.map((name) => (isBuiltIn(name) ? WIDTHS[name] : FIELD_WIDTH));
  return {
    tracks: widths.map(({ track }) => track).join(' '),
    least: widths.reduce((sum, { least }) => sum + least + COLUMN_GAP, 0) + ROW_PADDING,
  };
}

const COLUMN_GAP = 12;
const ROW_PADDING = 32;

export function isNumeric(name: string): boolean {
  return ['receiveCount', 'timeLeft', 'expires', 'size'].includes(name);
}

/** True where a cell says something else as time goes by. */
export function isTimed(name: string): boolean {
  return ['state', 'timeLeft', 'expires', 'sent', 'firstReceived'].includes(name);
}

/** What a cell says; `now` is epoch milliseconds of the host's clock. */
export function cellText(name: string, row: MessageRow, strings: MessagesStrings, now: number): string {
  if (!isBuiltIn(name)) return visibleText(row.values?.[name] ?? '').replace(/\s+/g, ' ');
  switch (name) {
    case 'state':
      return stateText(row, strings, now);
    case 'queue':
      return row.queueName;
    case 'messageId':
      return row.messageId.slice(0, SHORT_ID_LENGTH);
    case 'body':
      return visibleText(row.preview).replace(/\s+/g, ' ');
    case 'messageGroupId':
      return visibleText(row.messageGroupId ?? '');
    case 'receiveCount':
      return row.receiveCount === undefined ? '' : formatInteger(row.receiveCount);
    case 'sent':
      return row.sentAt === undefined ? '' : formatShortDateTime(row.sentAt);
    case 'firstReceived':
      return row.firstReceivedAt === undefined ? '' : formatShortDateTime(row.firstReceivedAt);
    case 'timeLeft':
      return timeLeftText(row, strings, now);
    case 'expires':
      return row.expiresAt === undefined ? '' : formatLong(Math.max(row.expiresAt - now, 0));
    case 'size':
      return formatBytes(row.size);
  }
}

/** Days count where there are many hours. */
function formatLong(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  return hours < 48 ? formatDuration(milliseconds) : `${formatInteger(Math.floor(hours / 24))} d`;
}

function stateText({ state, visibleAgainAt }: MessageRow, strings: MessagesStrings, now: number): string {
  if (state === undefined) return '';
  const left = visibleAgainAt === undefined ? 0 : visibleAgainAt - now;
  return left > 0 ? `${strings[state]} · ${formatDuration(left)}` : strings[state];
}

function timeLeftText(row: MessageRow, strings: MessagesStrings, now: number): string {
  if (!row.hasReceipt) return '';
  const { left } = receiptOf(row, now);
  return left === 0 ? strings.lapsed : formatDuration(left);
}

/** What the rows of a column are ordered by. */
export function sortKey(name: string, row: MessageRow): string | number {
  if (!isBuiltIn(name)) return readNumber(row.values?.[name] ?? '');
  switch (name) {
    case 'state':
      return `${row.state ?? ''} ${String(row.visibleAgainAt ?? 0).padStart(16, '0')}`;
    case 'queue':
      return row.queueName;
    case 'messageId':
      return row.messageId;
    case 'body':
      return row.preview;
    case 'messageGroupId':
      return row.messageGroupId ?? '';
    case 'receiveCount':
      return row.receiveCount ?? 0;
    case 'sent':
      return row.sentAt ?? 0;
    case 'firstReceived':
      return row.firstReceivedAt ?? 0;
    case 'timeLeft':
      return row.visibleAgainAt ?? 0;
    case 'expires':
      return row.expiresAt ?? Number.POSITIVE_INFINITY;
    case 'size':
      return row.size;
  }
}

function readNumber(text: string): string | number {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** When a message in flight is visible again, and who has it. */
export function holderText(row: MessageRow, strings: MessagesStrings): string {
  return row.receivedBy === undefined ? '' : format(strings.heldBy, visibleText(row.receivedBy));
}
