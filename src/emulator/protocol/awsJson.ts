import { SqsError } from '../core/sqsError';
import { encodeBlob } from './blob';
import { checkStructure, serializationError } from './jsonInput';
import { queueUrlOfPath } from './queuePath';
import { type ActionName, actionShapes, findActionShape } from './shapes';
import type { Codec, WireAnswer, WireCall, WireRequest } from './wire';

const contentType = 'application/x-amz-json-1.0';
const operations = new Map(
  Object.keys(actionShapes).map((name) => [`AmazonSQS.${name}`, name as ActionName]),
);

/**
 * AWS JSON 1.0, the protocol of current SDKs. Works on `/` and on the path of a queue, which is then the
 * QueueUrl of calls that name none.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and recorded answers.
 */
export const awsJson: Codec = { decode, encodeOutput, encodeError };

function decode(request: WireRequest): WireCall {
  const action = readTarget(request.headers['x-amz-target']);
  const { input: shape } = findActionShape(action);
  const input = checkStructure(parse(request.body), shape) as { QueueUrl?: unknown };
  if (request.path !== '/' && 'QueueUrl' in shape.members) input.QueueUrl ??= queueUrlOfPath(request);
  return { action, input };
}

function readTarget(header: string | string[] | undefined): ActionName {
  const target = String(header ?? '');
  const action = operations.get(target);
  if (action !== undefined) return action;
  const name = target.slice(target.indexOf('.') + 1);
  throw new SqsError('UnknownOperationException', `The action ${name} is not valid for this endpoint.`);
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw serializationError('The request body is not valid JSON.');
  }
}

function encodeOutput(action: ActionName, output: object | undefined): WireAnswer {
  if (output === undefined || findActionShape(action).output === undefined) {
    return { status: 200, contentType, body: '' };
  }
  const answer = action === 'ReceiveMessage' ? withTextBlobs(output) : output;
  return { status: 200, contentType, body: JSON.stringify(answer) };
}

interface ReceivedMessages {
  readonly Messages?: readonly {
    readonly MessageAttributes?: Readonly<Record<string, { readonly BinaryValue?: Uint8Array }>>;
  }[];
}

/** Binary attribute values as base64; the only blobs that SQS ever answers. */
function withTextBlobs(output: ReceivedMessages): object {
  if (!output.Messages?.some((message) => message.MessageAttributes)) return output;
  return {
    ...output,
    Messages: output.Messages.map((message) =>
      message.MessageAttributes
        ? { ...message, MessageAttributes: mapValues(message.MessageAttributes, withTextBlob) }
        : message,
    ),
  };
}

function withTextBlob(value: { readonly BinaryValue?: Uint8Array }): object {
  return value.BinaryValue ? { ...value, BinaryValue: encodeBlob(value.BinaryValue) } : value;
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function encodeError(error: SqsError): WireAnswer {
  return {
    status: error.status,
    contentType,
    queryError: `${error.queryCode};${error.isSenderFault ? 'Sender' : 'Receiver'}`,
    body: JSON.stringify({ __type: error.jsonType, message: error.message }),
  };
}
