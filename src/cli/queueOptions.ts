import { defaultPort } from '../emulator/server';
import type { Disposable } from '../shared/disposable';
import type { QueueRef } from '../shared/queue';
import { profileInForce } from '../sqs/awsEnvironment';
import { accountIdOf, queueRef } from '../sqs/queueUrl';
import { DEFAULT_REGION } from '../sqs/regions';
import type { ClientTarget } from '../sqs/sqs';
import type { SqsService } from '../sqs/sqsService';
import { openService } from '../sqs/standaloneService';
import { CommandError } from './commandError';

/** The options by which every command that works on a queue is told which one. */
export const queueOptions = {
  queue: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  profile: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const queueOptionsUsage = `Which queue:
  --queue <name>       its name, or its URL
  --endpoint <url>     where SQS answers (default: AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL, else the
                       emulator at http://127.0.0.1:${defaultPort})
  --profile <name>     AWS instead, with this profile of your AWS configuration
  --region <code>      default: AWS_REGION, AWS_DEFAULT_REGION, the profile's region, else ${DEFAULT_REGION}
`;

export interface QueueOptionValues {
  readonly queue?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** A queue that a command works on. */
export interface OpenQueue {
  readonly service: SqsService;
  readonly target: ClientTarget;
  readonly queue: QueueRef;
}

/** A queue that may not be there yet. Dispose closes its connections. */
export interface QueueAddress extends Disposable {
  readonly service: SqsService;
  readonly target: ClientTarget;
  /** As it was written. */
  readonly name: string;
  /** @throws Failure */
  find(): Promise<QueueRef>;
}

/** Asks nobody yet. @throws CommandError with exit code 2 */
export async function addressQueue(values: QueueOptionValues): Promise<QueueAddress> {
  const name = values.queue;
  if (!name) throw CommandError.usage('Which queue? Name it with --queue.');
  const target = await readTarget(values);
  const connection = openService(target, loadSqs);
  const { service } = connection;
  return {
    service,
    target,
    name,
    find: () => findQueue(service, name),
    dispose: () => connection.dispose(),
  };
}

/** What a command is about to change, in words: connection, account, region and queue. */
export function describeTarget({ target, queue }: Pick<OpenQueue, 'target' | 'queue'>): string {
  const account = accountIdOf(queue.queueUrl) ?? 'unknown';
  return `${describeConnection(target)}, account ${account}, region ${target.region}, queue ${queue.queueName}`;
}

function describeConnection(target: ClientTarget): string {
  if (target.kind === 'profile') return `AWS profile ${target.profile}`;
  return target.kind === 'keys' ? 'AWS' : target.endpoint;
}

function findQueue(service: SqsService, name: string): Promise<QueueRef> {
  const isUrl = /^https?:\/\//.test(name);
  return isUrl
    ? Promise.resolve(queueRef(service.connection.id, service.region, name))
    : service.getQueueUrl(name);
}

/** AWS only where a profile was named: a variable that is missing must never send a test to production. */
async function readTarget(values: QueueOptionValues): Promise<ClientTarget> {
  const { env } = process;
  const region = values.region || regionOfVariables(env);
  if (values.profile === undefined) {
    const endpoint = readEndpoint(values.endpoint, env);
    return { kind: 'emulator', endpoint, region: region || DEFAULT_REGION };
  }
  if (values.endpoint !== undefined) {
    throw CommandError.usage('--profile and --endpoint exclude each other: choose AWS or an endpoint.');
  }
  const profile = profileInForce(values.profile, env);
  return { kind: 'profile', profile, region: region || (await profileRegion(profile)) };
}

/** The region that the variables of AWS tools name. */
export function regionOfVariables(env: NodeJS.ProcessEnv): string | undefined {
  return env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
}

function readEndpoint(option: string | undefined, env: NodeJS.ProcessEnv): string {
  const text = option ?? (env['AWS_ENDPOINT_URL_SQS'] || env['AWS_ENDPOINT_URL']);
  if (text === undefined || text === '') return `http://127.0.0.1:${defaultPort}`;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw CommandError.usage(`"${text}" is no endpoint. One looks like http://127.0.0.1:${defaultPort}.`);
}

async function profileRegion(profile: string): Promise<string> {
  const { readProfiles } = await loadSqs();
  const profiles = await readProfiles();
  return profiles.find(({ name }) => name === profile)?.region ?? DEFAULT_REGION;
}

/** Loads the AWS SDK, which is large, when it is needed. */
export function loadSqs() {
  // The SDK would tell users of this command on every call which Node its next versions need.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return import('../sqs/sqs');
}
