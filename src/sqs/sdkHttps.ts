import { readFileSync } from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';
import * as https from 'node:https';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

// Part of the bundle of the AWS SDK, which imports it as `node:https`: see scripts/build.mjs.

export * from 'node:https';

/**
 * Sends a request by which certificates it is to trust, in its own options.
 *
 * An extension host puts an agent of its own in place of the SDK's, which leads to the proxy and adds the certificates of
 * the system. The CA file of a connection goes with the agent; and Node forgets NODE_EXTRA_CA_CERTS once certificates
 * are added. What a request itself names is left alone.
 */
export function request(
  options: https.RequestOptions,
  answered?: (answer: IncomingMessage) => void,
): ClientRequest {
  const ca = options.agent instanceof https.Agent ? options.agent.options.ca : undefined;
  return https.request({ ...options, ...(ca ? { ca } : withExtraCertificates()) }, answered);
}

interface Trust {
  readonly ca?: string[];
  readonly secureContext?: SecureContext;
}

let trust: Trust | undefined;

/** Read once, as Node does. Node itself warns of a file that cannot be read. */
function withExtraCertificates(): Trust {
  trust ??= readTrust(process.env['NODE_EXTRA_CA_CERTS']);
  return trust;
}

function readTrust(file: string | undefined): Trust {
  if (!file) return {};
  try {
    const ca = [...rootCertificates, readFileSync(file, 'utf8')];
    return { ca, secureContext: createSecureContext({ ca }) };
  } catch {
    return {};
  }
}
