/** Fills `{0}`, `{1}` … of a localised text. */
export function format(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (placeholder, index: string) =>
    String(values[Number(index)] ?? placeholder),
  );
}

const integers = new Intl.NumberFormat();
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minutes = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const shortDateAndTime = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A count with the separators of the reader's language. */
export function formatInteger(value: number): string {
  return integers.format(value);
}

/** The time of day of epoch milliseconds, with seconds. */
export function formatTime(at: number): string {
  return clock.format(at);
}

/** Date and time of epoch milliseconds. */
export function formatDateTime(at: number): string {
  return dateAndTime.format(at);
}

/** The time of day of epoch milliseconds; with the date when that is not today's. */
export function formatShortDateTime(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? clock.format(at) : shortDateAndTime.format(at);
}

/** The hour and minute of epoch milliseconds; with the date when that is not today's. */
export function formatShortMinute(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? minutes.format(at) : shortDateAndTime.format(at);
}

/** From when to when, in epoch milliseconds; the date once where both are of one day. */
export function formatRange(from: number, to: number): string {
  return shortDateAndTime.formatRange(from, to);
}

/** Seconds as `45 s`, `2:05 min` or `1:02:05 h`; what is begun counts. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)} min`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)} h`;
}

/** Bytes as `812 B`, `3.4 KiB` or `1 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${shortNumber(bytes / 1024)} KiB`;
  return `${shortNumber(bytes / 1024 / 1024)} MiB`;
}

function shortNumber(value: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: 1 });
}

const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/**
 * Text with its control and direction characters spelled out, so that none of them can play tricks on the reader.
 *
 * ASCII controls become their pictures (␛), all else its code point (⟨U+202E⟩). Tab and line feed stay.
 */
export function visibleText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(INVISIBLE, (character) => {
    const codePoint = character.charCodeAt(0);
    if (codePoint < 0x20) return String.fromCharCode(0x2400 + codePoint);
    return `⟨${formatCodePoint(codePoint)}⟩`;
  });
}

/** A code point as `U+0007`. */
export function formatCodePoint(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
