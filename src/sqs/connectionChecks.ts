/** What is wrong with a URL that was typed in for an endpoint. */
export type UrlProblem = 'empty' | 'notUrl' | 'notHttp' | 'hasCredentials' | 'hasQuery';

/** @returns undefined for a URL of http or https without user, query and fragment */
export function checkEndpointUrl(text: string): UrlProblem | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (!URL.canParse(trimmed)) return 'notUrl';
  const url = new URL(trimmed);
  if (!/^https?:$/.test(url.protocol)) return 'notHttp';
  if (url.username || url.password) return 'hasCredentials';
  return url.search || url.hash ? 'hasQuery' : undefined;
}

/** The URL as it is kept: without spaces around and a slash at the end. Typed `localhost:4566` is left as it is. */
export function tidyUrl(text: string): string {
  return text.trim().replace(/\/+$/, '');
}

/** True for a host that is this machine. */
export function isLocalUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** Region codes are made of letters, digits and dashes; other servers than AWS take any of them. */
export function isRegionCode(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(text.trim());
}

/** AWS: 16 to 128 letters, digits and underscores. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html */
export function isAccessKeyId(text: string): boolean {
  return /^\w{16,128}$/.test(text.trim());
}
