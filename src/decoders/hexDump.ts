const BYTES_A_LINE = 16;
const MAX_BYTES = 65_536;

/** Bytes as offset, hex and ASCII, sixteen to a line; the first 64 KiB of them. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  const shown = Math.min(bytes.length, MAX_BYTES);
  for (let offset = 0; offset < shown; offset += BYTES_A_LINE) {
    const line = [...bytes.subarray(offset, Math.min(offset + BYTES_A_LINE, shown))];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = line
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(BYTES_A_LINE * 3 - 1)}  ${ascii}`);
  }
  if (bytes.length > shown) lines.push('…');
  return lines.join('\n');
}
