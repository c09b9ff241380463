import { SqsError } from '../core/sqsError';
import { readStructure } from './queryInput';
import { structureToQueryJson } from './queryJson';
import { parseParameters, valueAt } from './queryParameters';
import { queueUrlOfPath } from './queuePath';
import { type ActionName, findActionShape, isActionName } from './shapes';
import type { Codec, WireAnswer, WireCall, WireRequest } from './wire';
import { element, escapeXml, structureToXml } from './xml';

const namespace = 'http://queue.amazonaws.com/doc/2012-11-05/';

/**
 * The Query protocol of older SDKs and of plain HTTP clients: form parameters in, XML out. Works on `/` and
 * on the path of a queue, as POST and as GET.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
export const awsQuery: Codec = { decode, encodeOutput: encodeXmlOutput, encodeError: encodeXmlError };

/** The same for callers that accept `application/json`, which SQS answers in JSON. */
export const awsQueryJson: Codec = { decode, encodeOutput: encodeJsonOutput, encodeError: encodeJsonError };

/** A request without `Action`: no SQS error, but a bare 404 of the service framework, in XML whatever is accepted. */
class MissingAction extends SqsError {
  constructor() {
    super('UnknownOperationException', 'The request names no action.');
  }
}

function decode(request: WireRequest): WireCall {
  if (request.method !== 'POST' && request.method !== 'GET') throw new MissingAction();
  const parameters = parseParameters(request.query, request.method === 'POST' ? request.body : '');
  const action = valueAt(parameters, 'Action');
  if (!action) throw new MissingAction();
  const queueUrl = queueUrlOfPath(request);
  if (queueUrl === undefined && request.path !== '/') {
    throw new SqsError('InvalidAddress', `The address ${request.path} is not valid for this endpoint.`);
  }
  if (!isActionName(action) || (queueUrl !== undefined && !worksOnQueueUrl(action))) {
    throw new SqsError('UnknownOperationException', `The action ${action} is not valid for this endpoint.`);
  }
  const { input: shape } = findActionShape(action);
  const input = readStructure(parameters, shape);
  if (queueUrl !== undefined && 'QueueUrl' in shape.members) input.QueueUrl ??= queueUrl;
  return { action, input };
}

function worksOnQueueUrl(action: ActionName): boolean {
  return action !== 'ListQueues' && action !== 'CreateQueue';
}

function encodeXmlOutput(action: ActionName, output: object | undefined, requestId: string): WireAnswer {
  const shape = findActionShape(action).output;
  const result = shape ? element(`${action}Result`, structureToXml(output ?? {}, shape)) : '';
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  return xml(200, `<${action}Response xmlns="${namespace}">${result}${metadata}</${action}Response>`);
}

function encodeXmlError(error: SqsError, requestId: string): WireAnswer {
  if (error instanceof MissingAction) return xml(404, '<UnknownOperationException/>');
  const { Type, Code, Message } = describe(error);
  const details =
    element('Type', Type) + element('Code', Code) + element('Message', escapeXml(Message)) + '<Detail/>';
  return xml(
    error.status,
    `<ErrorResponse xmlns="${namespace}">${element('Error', details)}${element('RequestId', requestId)}</ErrorResponse>`,
  );
}

function xml(status: number, document: string): WireAnswer {
  return { status, contentType: 'text/xml', body: `<?xml version="1.0"?>${document}` };
}

function encodeJsonOutput(action: ActionName, output: object | undefined, requestId: string): WireAnswer {
  const shape = findActionShape(action).output;
  const answer = {
    ...(shape && { [`${action}Result`]: structureToQueryJson(output ?? {}, shape) }),
    ResponseMetadata: { RequestId: requestId },
  };
  return json(200, { [`${action}Response`]: answer });
}

function encodeJsonError(error: SqsError, requestId: string): WireAnswer {
  if (error instanceof MissingAction) return encodeXmlError(error, requestId);
  return json(error.status, { Error: describe(error), RequestId: requestId });
}

function json(status: number, document: object): WireAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(document) };
}

function describe(error: SqsError) {
  return {
    Type: error.isSenderFault ? 'Sender' : 'Receiver',
    Code: error.queryCode,
    Message: textOf(error),
  };
}

/** A missing queue is the one error whose text depends on the protocol. */
function textOf(error: SqsError): string {
  if (error.name !== 'QueueDoesNotExist') return error.message;
  return 'The specified queue does not exist for this wsdl version.';
}
