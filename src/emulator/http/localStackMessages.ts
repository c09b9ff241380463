import type { IncomingMessage, ServerResponse } from 'node:http';
import { md5OfAttributes } from '../actions/digest';
import { toAttributeMap } from '../actions/messageAttributes';
import { findRegionInUrl } from '../actions/queueLookup';
import type { Admin } from '../admin/admin';
import type { PeekedMessage } from '../admin/adminTypes';
import { peek } from '../admin/peek';
import type { Queue } from '../core/queue';
import { SqsError } from '../core/sqsError';
import { chooseCodec } from '../protocol/chooseCodec';
import type { WireAnswer } from '../protocol/wire';
import { writeAnswer } from './answer';
import { findCredentialScope } from './credentialScope';
import { toLocalStackJson } from './localStackJson';

/** Where LocalStack lists the messages of a queue (LocalStack docs, "SQS developer endpoints"). */
export const localStackPath = '/_aws/sqs/messages';

const receiptHandle = 'SQS/BACKDOOR/ACCESS';
const defaultRegion = 'us-east-1';
const mostAtOnce = 1_000;

/** Which queue a request is about, and what of it. */
interface Wanted {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
  readonly showsInvisible: boolean;
  readonly showsDelayed: boolean;
}

/**
 * Answers as LocalStack does: like ReceiveMessage, with every visible message and without any effect. XML, JSON of
 * the Query protocol for `Accept: application/json`, AWS JSON for an SDK whose endpoint this path is.
 */
export function answerLocalStackRequest(
  admin: Admin,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  requestId: string,
): void {
  const codec = chooseCodec({ method: request.method ?? '', headers: request.headers });
  const isQuery = request.headers['x-amz-target'] === undefined;
  let answer: WireAnswer;
  try {
    const wanted = readWanted(request, body);
    const output = { Messages: listMessages(findQueue(admin, wanted), wanted) };
    answer = codec.encodeOutput('ReceiveMessage', output, requestId);
    if (isQuery && answer.contentType === 'application/json') {
      answer = { ...answer, body: toLocalStackJson(output, requestId) };
    }
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    answer = codec.encodeError(error, requestId);
    if (isQuery && answer.contentType === 'application/json') answer = wrapError(answer);
  }
  writeAnswer(response, answer, requestId);
}

/** LocalStack writes the XML document as JSON, root element and all; AWS leaves the root out. */
function wrapError(answer: WireAnswer): WireAnswer {
  return { ...answer, body: `{"ErrorResponse":${answer.body}}` };
}

function readWanted(request: IncomingMessage, body: string): Wanted {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const parameters = readParameters(request, url, body);
  const [region, accountId, name] = url.pathname.slice(localStackPath.length + 1).split('/');
  const flags = {
    showsInvisible: isTrue(parameters, 'ShowInvisible'),
    showsDelayed: isTrue(parameters, 'ShowDelayed'),
  };
  if (region && accountId && name) return { region, accountId, name, ...flags };
  const queueUrl = parameters.get('QueueUrl');
  if (!queueUrl) throw noSuchQueue();
  const parts = /\/([^/]+)\/([^/?]+)\/?$/.exec(queueUrl.replace(/^\w+:\/\/[^/]+/, ''));
  if (!parts?.[1] || !parts[2]) {
    throw new SqsError(
      'InvalidAddress',
      'The address https://queue.amazonaws.com/ is not valid for this endpoint.',
    );
  }
  const scope = findCredentialScope(request.headers.authorization, url.search.slice(1));
  const found = findRegionInUrl(queueUrl) ?? scope?.region ?? defaultRegion;
  return { region: found, accountId: parts[1], name: parts[2], ...flags };
}

/** Parameters of the query string, of a form, and of the JSON of an SDK. */
function readParameters(request: IncomingMessage, url: URL, body: string): URLSearchParams {
  const parameters = new URLSearchParams(url.search);
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    if (target !== 'AmazonSQS.ReceiveMessage') throw notReceiveMessage();
    const input = parseJson(body);
    if (typeof input.QueueUrl === 'string') parameters.set('QueueUrl', input.QueueUrl);
    return parameters;
  }
  if (!String(request.headers['content-type'] ?? '').includes('x-www-form-urlencoded')) return parameters;
  for (const [name, value] of new URLSearchParams(body)) parameters.set(name, value);
  if (parameters.has('Action') && parameters.get('Action') !== 'ReceiveMessage') throw notReceiveMessage();
  return parameters;
}

function parseJson(body: string): { readonly QueueUrl?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw new SqsError('SerializationException', 'The request body is not valid JSON.');
  }
}

function findQueue({ account }: Admin, { region, accountId, name }: Wanted): Queue {
  const queue = accountId === account.accountId ? account.findRegion(region)?.findQueue(name) : undefined;
  if (!queue) throw noSuchQueue();
  return queue;
}

/** In flight ones first, as LocalStack has them. */
function listMessages(queue: Queue, wanted: Wanted): object[] {
  const all = peekAll(queue);
  const isHidden = (message: PeekedMessage) => message.state === 'inFlight' || message.isBlocked;
  const chosen = [
    ...(wanted.showsInvisible ? all.filter(isHidden) : []),
    ...all.filter((message) => message.state === 'visible' && !message.isBlocked),
    ...(wanted.showsDelayed ? all.filter(({ state }) => state === 'delayed') : []),
  ];
  return chosen.map((message) => toOutput(message, wanted));
}

function peekAll(queue: Queue): PeekedMessage[] {
  const messages: PeekedMessage[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = peek(queue, { state: undefined, groupId: undefined, cursor, limit: mostAtOnce });
    messages.push(...page.messages);
    cursor = page.cursor;
  }
  return messages;
}

function toOutput(message: PeekedMessage, { showsInvisible, showsDelayed }: Wanted): object {
  const attributes = message.attributes.map(({ name, dataType, value }) => ({
    name,
    dataType,
    value: dataType.startsWith('Binary') ? new Uint8Array(Buffer.from(value, 'base64')) : value,
  }));
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    Attributes: {
      ApproximateFirstReceiveTimestamp: '0',
      ...message.systemAttributes,
      ...(showsInvisible && { IsVisible: String(message.state !== 'inFlight') }),
      ...(showsDelayed && { IsDelayed: String(message.state === 'delayed') }),
    },
    ...(attributes.length > 0 && {
      MD5OfMessageAttributes: md5OfAttributes(attributes),
      MessageAttributes: toAttributeMap(attributes),
    }),
  };
}

function isTrue(parameters: URLSearchParams, name: string): boolean {
  return ['true', '1'].includes(parameters.get(name)?.toLowerCase() ?? '');
}

function noSuchQueue(): SqsError {
  return new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

function notReceiveMessage(): SqsError {
  return new SqsError('UnsupportedOperation', 'This endpoint only accepts ReceiveMessage calls');
}
