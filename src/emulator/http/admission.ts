/** Which requests the listener answers at all. */
export interface AdmissionRules {
  /** Host names besides those of the loopback interface, in lower case. */
  readonly allowedHosts: readonly string[];
  /** Whether any IP address may stand in `Host`: when the listener is open to other machines. */
  readonly allowsAddresses: boolean;
}

type Headers = { readonly [name: string]: string | string[] | undefined };

/**
 * Says which requests must not be answered.
 *
 * A web page can make a browser send requests here. With `Origin` (scripts and forms) or a `Sec-Fetch-Site`
 * of another site (images, links) it is refused; a page that lets its own name point to 127.0.0.1 (DNS
 * rebinding) has that name in `Host`. SDKs send neither header, and the name they were given.
 */
export class Admission {
  readonly #rules: AdmissionRules;
  /** The latest `Host` header that was allowed: most requests come by the same one. */
  #allowedHost: string | undefined;

  constructor(rules: AdmissionRules) {
    this.#rules = rules;
  }

  /** Why a request must not be answered, as a sentence, or undefined when it may. */
  findRefusal(headers: Headers): string | undefined {
    if (headers.origin !== undefined)
      return 'Requests from web pages (with an Origin header) are not answered.';
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'none') return 'Requests from web pages are not answered.';
    const { host } = headers;
    if (host !== undefined && host === this.#allowedHost) return undefined;
    const refusal = this.#findHostRefusal(host);
    if (refusal === undefined) this.#allowedHost = host as string;
    return refusal;
  }

  #findHostRefusal(host: string | string[] | undefined): string | undefined {
    const { allowedHosts, allowsAddresses } = this.#rules;
    const name = hostNameOf(host);
    if (name === undefined) return 'The Host header is missing or malformed.';
    if (isLoopback(name) || allowedHosts.includes(name)) return undefined;
    if (allowsAddresses && isAddress(name)) return undefined;
    return `The host name ${name} is not allowed: use localhost or 127.0.0.1, or start the emulator with this name allowed.`;
  }
}

const hostHeader = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/i;

/** Name or address of a `Host` header, in lower case and without the port. */
export function hostNameOf(host: string | string[] | undefined): string | undefined {
  return typeof host === 'string' ? hostHeader.exec(host)?.[1]?.toLowerCase() : undefined;
}

/** Whether a name always means this machine: RFC 6761 reserves `localhost` and all names under it. */
export function isLoopback(name: string): boolean {
  return (
    name === 'localhost' ||
    name === '127.0.0.1' ||
    name === '[::1]' ||
    name.endsWith('.localhost') ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}

function isAddress(name: string): boolean {
  return name.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(name);
}
