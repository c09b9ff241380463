import type { Duplex } from 'node:stream';

/** What to answer to bytes that are no HTTP request; `node:http` tells why in `error.code`. */
const answers: Readonly<Record<string, readonly [status: string, name: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'SerializationException',
    'The headers of the request are too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'RequestTimeoutException',
    'The request did not arrive in time.',
  ],
};

const malformed = ['400 Bad Request', 'SerializationException', 'The request is not valid HTTP.'] as const;

/** Answers a broken request in the shape of an AWS error and ends the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, name, message] = answers[error.code ?? ''] ?? malformed;
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/x-amz-json-1.0',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'x-amzn-query-error: MalformedInput;Sender',
    `x-amzn-RequestId: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
