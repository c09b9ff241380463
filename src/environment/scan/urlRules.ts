import { findAwsUrls } from '../awsUrls';
import { type Language, placeAt, type UrlFinding } from './finding';

/** Files that may hold an address, by the end of their names. */
const languages: readonly (readonly [Language, readonly string[]])[] = [
  ['javascript', ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts', 'vue', 'svelte']],
  ['python', ['py']],
  ['go', ['go']],
  ['java', ['java', 'kt', 'kts', 'scala', 'groovy']],
  ['other', ['php', 'rb', 'cs', 'fs', 'vb', 'rs', 'ex', 'exs', 'sh']],
  ['config', ['json', 'yml', 'yaml', 'toml', 'ini', 'properties', 'config', 'conf', 'env']],
];

/** The ends of the names of all files that are read for addresses. */
export const scannedExtensions: readonly string[] = languages.flatMap(([, extensions]) => extensions);

/**
 * boto3 and the SDKs for Go send QueueUrls as a parameter to their endpoint; those for JavaScript, Java 1, .NET, PHP
 * and Ruby call their host.
 */
const keepsToEndpoint: ReadonlySet<Language> = new Set(['python', 'go']);
/** A longer line was written by a bundler: what stands there is an SDK's own. */
const MAX_LINE = 1_000;
const comment = /^\s*(\/\/|#|\*|\/\*|--|;|<!--)/;
const lockFile = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock)$|\.min\.js$/;

/** The addresses of AWS in a file that win over the variable; those in comments are left out. */
export function findUrls(path: string, text: string): readonly UrlFinding[] {
  const language = languageOf(path);
  if (!language || lockFile.test(path)) return [];
  return findAwsUrls(text).flatMap(({ url, offset, queueName, kind }) => {
    if (kind === 'queueUrl' && keepsToEndpoint.has(language)) return [];
    const lineStart = text.lastIndexOf('\n', offset) + 1;
    const lineEnd = text.indexOf('\n', offset);
    if ((lineEnd < 0 ? text.length : lineEnd) - lineStart > MAX_LINE) return [];
    if (comment.test(text.slice(lineStart, offset))) return [];
    return [{ ...placeAt(path, text, offset, url.length), code: kind, url, queueName, language }];
  });
}

function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^\.env(\.|$)/.test(name)) return 'config';
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return languages.find(([, extensions]) => extensions.includes(extension))?.[0];
}
