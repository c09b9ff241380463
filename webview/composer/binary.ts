/** The UTF-8 bytes of a text in base64. */
export function base64FromText(text: string): string {
  return base64FromBytes(new TextEncoder().encode(text));
}

/** Bytes written as hexadecimal, spaces allowed, in base64; undefined when the text is not hexadecimal. */
export function base64FromHex(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) return undefined;
  return base64FromBytes((digits.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
}

function base64FromBytes(bytes: Iterable<number>): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
