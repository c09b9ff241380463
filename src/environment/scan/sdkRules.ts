import { type Language, type Place, placeAt, type SdkFinding } from './finding';
import { isOlder, versionIn } from './version';

interface Sdk {
  readonly language: Language;
  /** The first version that knows `AWS_ENDPOINT_URL_SQS`; undefined where none does. */
  readonly since: string | undefined;
  /** Released in between with the variable overlooked. */
  readonly broken?: readonly string[];
}

/**
 * SDKs by the names of their packages.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html and the change logs of the SDKs
 */
const sdks: Readonly<Record<string, Sdk>> = {
  'aws-sdk': { language: 'javascript', since: undefined },
  '@aws-sdk/client-sqs': { language: 'javascript', since: '3.428.0', broken: ['3.844.0'] },
  boto3: { language: 'python', since: '1.28.0' },
  botocore: { language: 'python', since: '1.31.0' },
  'github.com/aws/aws-sdk-go': { language: 'go', since: undefined },
  'github.com/aws/aws-sdk-go-v2': { language: 'go', since: '1.22.1' },
  'aws-java-sdk-sqs': { language: 'java', since: undefined },
};

/** Files that name SDKs, by their names. */
export const manifestNames = [
  'package.json',
  'requirements*.txt',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
] as const;

/**
 * The SDKs of a manifest that do not know the variable.
 * @param installed the version of a package of npm as it is installed for this manifest
 */
export function findSdks(
  path: string,
  text: string,
  installed: (packageName: string) => string | undefined = () => undefined,
): readonly SdkFinding[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'package.json') return findPackages(path, text, installed);
  return patternsOf(name).flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { name: sdk = '', version = '' } = match.groups ?? {};
      const offset = match.index + match[0].indexOf(sdk);
      return judge(sdk, version, placeAt(path, text, offset, sdk.length));
    }),
  );
}

/** The packages of npm whose installed versions `findSdks` asks for. */
export const npmSdks: readonly string[] = ['aws-sdk', '@aws-sdk/client-sqs'];

/** A virtual environment tells what is installed by the names of its folders, such as `boto3-1.26.3.dist-info`. */
export function findDistribution(path: string): readonly SdkFinding[] {
  const [, name = '', version = ''] = /\/(boto3|botocore)-([\d.]+)\.dist-info\//.exec(path) ?? [];
  return judge(name, version, { path, line: 0, column: 0, length: 0 });
}

/** @param output what `aws --version` prints; undefined for an AWS CLI that knows the variable */
export function findOldCli(output: string): { readonly version: string; readonly since: string } | undefined {
  const version = /^aws-cli\/([\d.]+)/.exec(output)?.[1];
  if (!version) return undefined;
  const since = version.startsWith('1.') ? '1.29.0' : '2.13.0';
  return isOlder(version, since) ? { version, since } : undefined;
}

function findPackages(
  path: string,
  text: string,
  installed: (packageName: string) => string | undefined,
): readonly SdkFinding[] {
  return npmSdks.flatMap((name) => {
    const match = new RegExp(`"(${name})"\\s*:\\s*"([^"]*)"`).exec(text);
    if (!match) return [];
    const version = installed(name) ?? versionIn(match[2] ?? '');
    return version ? judge(name, version, placeAt(path, text, match.index + 1, name.length)) : [];
  });
}

/** Each names the package and its version. */
function patternsOf(fileName: string): readonly RegExp[] {
  if (/^requirements.*\.txt$/.test(fileName))
    return [/^\s*(?<name>boto3|botocore)\s*(?:\[[^\]]*\])?\s*(?:===?|~=|<=?)\s*(?<version>[\d.]+)/gm];
  if (fileName === 'poetry.lock' || fileName === 'uv.lock')
    return [/^name = "(?<name>boto3|botocore)"\r?\nversion = "(?<version>[\d.]+)"/gm];
  if (fileName === 'Pipfile.lock')
    return [/"(?<name>boto3|botocore)"\s*:\s*\{[^}]*?"version"\s*:\s*"==(?<version>[\d.]+)"/g];
  if (fileName === 'go.mod')
    return [/^\s*(?:require\s+)?(?<name>github\.com\/aws\/aws-sdk-go(?:-v2)?)\s+v(?<version>[\d.]+)/gm];
  if (fileName === 'pom.xml')
    return [
      /<artifactId>(?<name>aws-java-sdk-sqs)<\/artifactId>(?:\s*<version>(?<version>[^<]+)<\/version>)?/g,
    ];
  return [/com\.amazonaws:(?<name>aws-java-sdk-sqs)(?::(?<version>[\w.]+))?/g];
}

function judge(name: string, version: string, place: Place): readonly SdkFinding[] {
  const sdk = sdks[name];
  if (!sdk) return [];
  const { since, language, broken = [] } = sdk;
  if (since !== undefined && !isOlder(version, since) && !broken.includes(version)) return [];
  // Version 3 of the SDK for JavaScript has other package names.
  if (name === 'aws-sdk' && !isOlder(version, '3.0.0')) return [];
  return [{ ...place, code: 'sdk', name, version, since: newerThanBroken(version, since, broken), language }];
}

function newerThanBroken(version: string, since: string | undefined, broken: readonly string[]) {
  if (!broken.includes(version)) return since;
  const [major, minor = 0] = version.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
}
