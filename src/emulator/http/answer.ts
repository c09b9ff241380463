import type { ServerResponse } from 'node:http';
import type { WireAnswer } from '../protocol/wire';

/** Writes an answer in one piece. `closes`: the connection ends with it, whatever the client still sends. */
export function writeAnswer(
  response: ServerResponse,
  answer: WireAnswer,
  requestId: string,
  closes = false,
): void {
  if (response.destroyed) return;
  const headers = [
    'x-amzn-RequestId',
    requestId,
    'Content-Type',
    answer.contentType,
    'Content-Length',
    Buffer.byteLength(answer.body).toString(),
  ];
  if (answer.queryError !== undefined) headers.push('x-amzn-query-error', answer.queryError);
  if (closes) headers.push('Connection', 'close');
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}
