const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes of a base64 text, or undefined when it is none. */
export function decodeBlob(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1 || !base64.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}

export function encodeBlob(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
