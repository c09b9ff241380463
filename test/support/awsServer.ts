import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'mocha';

/** A call that an `AwsServer` was asked. */
export interface AwsCall {
  /** `ListQueues`, `AssumeRole`, … */
  readonly action: string;
  /** Who signed it. */
  readonly accessKeyId: string;
  readonly body: string;
}

/** Answers what the editor asks of SQS and STS around credentials, and keeps what it was asked. */
export interface AwsServer {
  readonly endpoint: string;
  readonly calls: AwsCall[];
  /** The code that SQS refuses every call with; undefined: it answers. */
  refuseWith: string | undefined;
}

const ROLE = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLEROLEROLEROLE</AccessKeyId>
<SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const CALLER = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn>
<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** Stands for AWS in front of an emulator: SQS is passed on, STS knows the caller. */
export function awsInFrontOf(endpoint: () => string): RequestListener {
  return (incoming, answer) => {
    const { method, headers } = incoming;
    if (headers['x-amz-target'] === undefined) return void answer.end(CALLER);
    const { host } = new URL(endpoint());
    const passed = request(endpoint(), { method, headers: { ...headers, host } }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  };
}

/** Runs one for each test of a `describe` block: what the test before still asks in the background comes to nobody. */
export function useAwsServer(): AwsServer {
  const calls: AwsCall[] = [];
  let refuseWith: string | undefined;
  let server: Server | undefined;
  const answerTo = async (incoming: IncomingMessage, answer: ServerResponse, asked: Server) => {
    const body = await readBody(incoming);
    if (asked !== server) return;
    const target = incoming.headers['x-amz-target'];
    const isSqs = typeof target === 'string';
    const action = isSqs ? target.replace('AmazonSQS.', '') : (new URLSearchParams(body).get('Action') ?? '');
    calls.push({ action, accessKeyId: signer(incoming), body });
    if (!isSqs) answer.end(action === 'AssumeRole' ? ROLE : CALLER);
    else if (refuseWith === undefined) answer.end(JSON.stringify({ QueueUrls: [] }));
    else answer.writeHead(403).end(JSON.stringify({ __type: refuseWith, message: 'Refused.' }));
  };
  beforeEach(async () => {
    calls.length = 0;
    refuseWith = undefined;
    const opened = createServer((incoming, answer) => {
      // A client that has gone wants no answer.
      void answerTo(incoming, answer, opened).catch(() => undefined);
    });
    server = opened;
    await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });
  return {
    calls,
    get endpoint() {
      return `http://127.0.0.1:${(server?.address() as AddressInfo).port}`;
    },
    get refuseWith() {
      return refuseWith;
    },
    set refuseWith(code) {
      refuseWith = code;
    },
  };
}

function signer(incoming: IncomingMessage): string {
  return /Credential=([^/]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
