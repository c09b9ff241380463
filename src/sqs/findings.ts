import type { Disposable } from '../shared/disposable';
import type { AwsFiles } from './awsFiles';
import { type ClientSources, clientTarget } from './clients';
import { type Connection, isAws } from './connection';
import type { ConnectionStore } from './connectionStore';
import { accountIdOf } from './queueUrl';
import type { SdkSqsServices } from './sdkSqsServices';

/** What finding out needs. */
export interface FindingSources {
  readonly clients: ClientSources;
  readonly connections: ConnectionStore;
  readonly services: SdkSqsServices;
  readonly awsFiles: Pick<AwsFiles, 'readProfiles'>;
}

/**
 * Finds out whose account a connection is, once a call of the user's was answered: of STS for AWS, of a queue's URL
 * or ARN elsewhere. Nothing is asked before, and a connection is asked once.
 */
export function findOutLater({ clients, connections, services, awsFiles }: FindingSources): Disposable {
  const asked = new Set<string>();
  let isDisposed = false;
  const listening = services.onDidAnswer(({ connection, region }) => {
    if (connection.account !== undefined || asked.has(connection.id)) return;
    asked.add(connection.id);
    void findOut(connection, region).catch(() => undefined);
  });
  return {
    dispose: () => {
      isDisposed = true;
      listening.dispose();
    },
  };

  async function findOut(connection: Connection, region: string): Promise<void> {
    // Where the calls of a profile go is known after that.
    if (connection.kind === 'profile') await awsFiles.readProfiles();
    if (isDisposed) return;
    const findings = isAws(connection)
      ? await identityOf(clients, connection, region)
      : { account: await accountOfQueues(services, connection, region) };
    // Without a queue there is nothing to read it from yet.
    if (findings.account === undefined) asked.delete(connection.id);
    else connections.found(connection.id, findings);
  }
}

/**
 * Asks STS for account and identity of a connection to AWS.
 * @throws what the SDK throws
 */
export async function identityOf(
  clients: ClientSources,
  connection: Connection,
  region: string,
  signal?: AbortSignal,
): Promise<{ readonly account?: string | undefined; readonly identity?: string | undefined }> {
  const target = await clientTarget(clients, connection, region);
  if (target.kind !== 'profile' && target.kind !== 'keys') return {};
  const { readIdentity } = await clients.loadSqs();
  const { account, arn } = await readIdentity(target, clients, signal);
  return { account, identity: arn };
}

/** The account in the ARN of the first queue that is listed. */
async function accountOfQueues(
  services: SdkSqsServices,
  { id }: Connection,
  region: string,
): Promise<string | undefined> {
  const service = services.background(id, region);
  for await (const [queue] of service.listQueues()) {
    if (!queue) return undefined;
    const attributes = await service.readAttributes(queue);
    return attributes['QueueArn']?.split(':')[4] ?? accountIdOf(queue.queueUrl);
  }
  return undefined;
}
