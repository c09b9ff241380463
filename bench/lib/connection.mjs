// @ts-check
// One keep-alive connection to a server, on a bare socket: the load must cost less than what it measures.
import { connect } from 'node:net';

/** What an SDK sends besides the body; the server has to read it all. */
const sdkHeaders = [
  'user-agent: aws-sdk-js/3.1169.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#20.20.2 api/sqs#3.1169.0 m/E,N',
  'amz-sdk-invocation-id: 1a9c1e1c-8f9d-4f1c-9d4e-9a7a1f0d3f10',
  'amz-sdk-request: attempt=1; max=3',
  'x-amz-date: 20260101T000000Z',
  'x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  `authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/sqs/aws4_request, SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-type;host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
  'connection: keep-alive',
].join('\r\n');

/** @typedef {{ status: number, body: string }} Answer */

export class Connection {
  #socket;
  #host;
  #received = '';
  /** @type {((answer: Answer) => void) | undefined} */
  #resolve;
  /** @type {((error: Error) => void) | undefined} */
  #reject;

  /** @param {string} endpoint such as http://127.0.0.1:9324 */
  constructor(endpoint) {
    const { hostname, port, host } = new URL(endpoint);
    this.#host = host;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk) => this.#read(String(chunk)));
    this.#socket.on('error', (error) => this.#reject?.(error));
    this.#socket.on('close', () => this.#reject?.(new Error('The server closed the connection.')));
  }

  /** @param {string} action @param {string} body ASCII @returns {Promise<Answer>} */
  call(action, body) {
    return this.request(
      `x-amz-target: AmazonSQS.${action}\r\ncontent-type: application/x-amz-json-1.0`,
      body,
    );
  }

  /** @param {string} headers @param {string} body ASCII @returns {Promise<Answer>} */
  request(headers, body) {
    this.#socket.write(
      `POST / HTTP/1.1\r\nhost: ${this.#host}\r\n${headers}\r\n${sdkHeaders}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      'latin1',
    );
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  close() {
    this.#reject = undefined;
    this.#socket.destroy();
  }

  /** @param {string} chunk */
  #read(chunk) {
    this.#received = this.#received === '' ? chunk : this.#received + chunk;
    const answer = parseAnswer(this.#received);
    if (!answer) return;
    this.#received = '';
    this.#resolve?.(answer);
  }
}

/** @param {string} text @returns {Answer | undefined} undefined until it is whole */
function parseAnswer(text) {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = text.slice(0, headEnd);
  const status = Number(head.slice(9, 12));
  const rest = text.slice(headEnd + 4);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length) return rest.length >= Number(length[1]) ? { status, body: rest } : undefined;
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    if (!rest.endsWith('0\r\n\r\n')) return undefined;
    return { status, body: rest.replace(/(^|\r\n)[0-9a-f]+\r\n/gi, '') };
  }
  return status === 204 || status === 100 ? { status, body: '' } : { status, body: rest };
}
