import type { WireRequest } from '../../src/emulator/protocol/wire';

/** A request as the codecs see it; a JSON call of SendMessage unless told otherwise. */
export function wireRequest(parts: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    baseUrl: 'http://localhost:9324',
    headers: {},
    body: '',
    ...parts,
  };
}

export function jsonRequest(action: string, input: unknown, parts: Partial<WireRequest> = {}): WireRequest {
  return wireRequest({
    headers: { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'application/x-amz-json-1.0' },
    body: typeof input === 'string' ? input : JSON.stringify(input),
    ...parts,
  });
}

export function queryRequest(
  parameters: Record<string, string>,
  parts: Partial<WireRequest> = {},
): WireRequest {
  return wireRequest({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(parameters).toString(),
    ...parts,
  });
}
