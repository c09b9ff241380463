import { awsJson } from './awsJson';
import { awsQuery, awsQueryJson } from './awsQuery';
import type { Codec, WireRequest } from './wire';

/** The codec that a request speaks, told by method and headers alone: JSON names its operation in a header. */
export function chooseCodec(request: Pick<WireRequest, 'method' | 'headers'>): Codec {
  const { headers } = request;
  if (request.method === 'POST') {
    if (headers['x-amz-target'] !== undefined) return awsJson;
    if (String(headers['content-type'] ?? '').startsWith('application/x-amz-json')) return awsJson;
  }
  return headers.accept?.includes('application/json') ? awsQueryJson : awsQuery;
}
