/** What the listener takes from a client, so that no client can hold it up or fill its memory. */
export const limits = {
  /** Request line and headers together. SDKs send about 1 KiB; a session token can be some KiB. */
  headerBytes: 32 * 1024,
  /**
   * A message of 1 MiB is at most 6 MiB on the wire: each of its bytes a JSON escape such as `\u0061`
   * (percent-encoding in the Query protocol makes it 3 MiB, of base64 4 MiB).
   */
  bodyBytes: 8 * 1024 * 1024,
  /** A snapshot to be restored is the longest that the admin API takes. */
  adminBodyBytes: 64 * 1024 * 1024,
  /** A body over `bodyBytes` is read to its end and dropped, so that the client gets its error; not over this. */
  droppedBodyBytes: 64 * 1024 * 1024,
  headersMs: 10_000,
  /** From the first byte to the last of a request; a waiting answer does not count. */
  requestMs: 60_000,
  /** Longer than SDKs keep idle connections, so that they close them and not we. */
  keepAliveMs: 65_000,
  /** Without a byte in either direction; a long poll is silent for 20 s. */
  silenceMs: 120_000,
  connections: 10_000,
  /** How long `close` waits for answers on their way. */
  closeMs: 1_000,
} as const;
