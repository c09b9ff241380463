import type { IncomingMessage } from 'node:http';
import { limits } from './limits';

/**
 * Reads the body of a request as UTF-8 and hands it to `done`, once; undefined when it was over
 * `limit` bytes. A client that hangs up before the end is never handed on.
 */
export function readBody(
  request: IncomingMessage,
  done: (body: string | undefined) => void,
  limit: number = limits.bodyBytes,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limits.droppedBodyBytes) request.destroy();
  });
  request.on('end', () => {
    done(size > limit ? undefined : textOf(chunks));
  });
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  if (first === undefined) return '';
  return (chunks.length === 1 ? first : Buffer.concat(chunks)).toString();
}
