import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'mocha';
import { notRun } from './notRun';

/** A server over HTTPS, with a certificate that nobody signed. */
export interface TlsServer {
  readonly port: number;
  /** PEM file with the certificate. */
  readonly certificate: string;
}

/**
 * Runs one for a `describe` block, which is not run without openssl.
 * @param name whom the certificate is for, such as `IP:127.0.0.1` or `DNS:example.com`
 * @param listener what it answers; by default as ListQueues does without queues
 */
export function useTlsServer(name: string, listener: RequestListener = noQueues): TlsServer {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-tls-'));
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const running = { port: 0, close: () => undefined as void };
  before(async function () {
    try {
      makeCertificate(name, key, certificate);
    } catch {
      notRun(this, 'openssl is missing: apt-get install openssl');
    }
    const pem = { key: readFileSync(key), cert: readFileSync(certificate) };
    const server = createServer(pem, listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    running.port = (server.address() as AddressInfo).port;
    running.close = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  after(() => {
    running.close();
    rmSync(folder, { recursive: true });
  });
  return {
    certificate,
    get port() {
      return running.port;
    },
  };
}

const noQueues: RequestListener = (_incoming, answer) => answer.end(JSON.stringify({ QueueUrls: [] }));

function makeCertificate(name: string, key: string, certificate: string): void {
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const files = ['-addext', `subjectAltName=${name}`, '-keyout', key, '-out', certificate];
  execFileSync('openssl', [...kind, ...files], { stdio: 'ignore' });
}
