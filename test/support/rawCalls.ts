import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when it is empty or no JSON. */
  readonly body: unknown;
}

/** One call in the JSON protocol, without an SDK. `input` may be text that is no JSON. */
export function callJson(
  url: string,
  action: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  return call(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AmazonSQS.${action}`,
      ...headers,
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
}

/** One call in the Query protocol. */
export function callQuery(
  url: string,
  parameters: Record<string, string>,
  init: RequestInit = {},
): Promise<RawAnswer> {
  const form = new URLSearchParams(parameters).toString();
  if (init.method === 'GET') return call(`${url}?${form}`, init);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...init.headers };
  return call(url, { method: 'POST', body: form, ...init, headers });
}

export async function call(url: string, init: RequestInit): Promise<RawAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface LongPoll {
  readonly socket: Socket;
  /** All that comes back until the server closes the connection. */
  readonly answer: Promise<string>;
}

/** Begins a long poll of 20 seconds and returns when the server has it, however slow the machine is. */
export async function beginLongPoll(endpoint: string, queue: string): Promise<LongPoll> {
  const body = JSON.stringify({ QueueUrl: queue, WaitTimeSeconds: 20 });
  const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const answer = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise<void>((resolve) => {
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      () => resolve(),
    );
  });
  // Its bytes are with the server; what comes over a later connection is answered after they were read.
  for (let round = 0; round < 2; round++) await callJson(endpoint, 'ListQueues', {});
  return { socket, answer };
}
