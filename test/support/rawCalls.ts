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
