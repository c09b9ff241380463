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
  const { body } = answer;
  const length = Buffer.byteLength(body);
  const headers = [
    'x-amzn-RequestId',
    requestId,
    'Content-Type',
    answer.contentType,
    'Content-Length',
    length.toString(),
  ];
  if (answer.queryError !== undefined) headers.push('x-amzn-query-error', answer.queryError);
  if (closes) headers.push('Connection', 'close');
  response.writeHead(answer.status, headers);
  if (length === body.length && appendToHead(response, body)) response.end();
  else response.end(body);
}

/** Where `node:http` keeps the head of an answer until its first bytes are written: no part of its API. */
interface WithHead {
  _header?: unknown;
}

/**
 * Lets an ASCII body go out with the head in one `write`. Given to `end`, it would be followed by an empty last piece
 * and take a `writev`, which costs a tenth of a whole request.
 * @returns false where that cannot be done
 */
function appendToHead(response: ServerResponse & WithHead, body: string): boolean {
  const { _header: head } = response;
  if (typeof head !== 'string' || response.req.method === 'HEAD') return false;
  response._header = head + body;
  return true;
}
