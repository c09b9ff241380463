import type { Variables } from './awsEnvironment';

/** What the editor says of proxies. Plain data: it crosses to worker threads. */
export interface ProxySettings {
  /** No proxy, whatever the variables say. */
  readonly isOff?: boolean | undefined;
  /** `http://host:port` or `https://host:port`, with `user:password@` where it asks; empty: the variables decide. */
  readonly url?: string | undefined;
  /** Hosts besides those of NO_PROXY that are reached directly, written as there. */
  readonly directHosts?: readonly string[] | undefined;
}

/** Whom a connection is to be made to. */
export interface ProxiedHost {
  readonly protocol: 'http:' | 'https:';
  readonly host: string;
  readonly port: number;
}

/**
 * The proxy through which a host is reached, as it was written; undefined: directly. This machine always is.
 *
 * The editor's proxy counts first, then HTTPS_PROXY for HTTPS, then HTTP_PROXY, in small letters too. NO_PROXY is a list
 * of `host`, `.domain` and `host:port`, or `*`; a name stands for the names below it too.
 */
export function findProxy(
  target: ProxiedHost,
  { isOff, url, directHosts = [] }: ProxySettings,
  variables: Variables,
): string | undefined {
  if (isOff || isThisMachine(target.host)) return undefined;
  const noProxy = (either(variables, 'NO_PROXY') ?? '').split(/[\s,]+/);
  if ([...noProxy, ...directHosts].some((rule) => isMeant(target, rule))) return undefined;
  const secure = target.protocol === 'https:' ? either(variables, 'HTTPS_PROXY') : undefined;
  return url || secure || either(variables, 'HTTP_PROXY') || undefined;
}

function either(variables: Variables, name: string): string | undefined {
  return variables[name] || variables[name.toLowerCase()];
}

function isThisMachine(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}

function isMeant({ host, port }: ProxiedHost, rule: string): boolean {
  if (rule === '*') return true;
  const [, text = '', rulePort] = /^(.*?)(?::(\d+))?$/.exec(rule.trim().toLowerCase()) ?? [];
  const name = text.replace(/^\*?\./, '');
  if (name === '' || (rulePort !== undefined && Number(rulePort) !== port)) return false;
  const asked = host.toLowerCase();
  return asked === name || asked.endsWith(`.${name}`);
}
