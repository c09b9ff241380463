import type { ClientSources } from './clients';
import { type Connection, isAws } from './connection';
import { identityOf } from './findings';
import { accountIdOf } from './queueUrl';
import type { SqsServices } from './sqsService';

/** What a test of a connection found. */
export interface TestResult {
  readonly region: string;
  /** Until SQS answered, credentials included. */
  readonly ms: number;
  /** Of the first page. */
  readonly queues: number;
  readonly isMore: boolean;
  readonly account?: string | undefined;
  readonly identity?: string | undefined;
}

/**
 * Lists the queues of one region, and asks AWS whose credentials these are.
 * @throws Failure
 */
export async function testConnection(
  services: SqsServices,
  clients: ClientSources,
  connection: Connection,
  region: string,
  signal?: AbortSignal,
): Promise<TestResult> {
  const startedAt = performance.now();
  const page = await firstPage(services, connection, region, signal);
  const ms = Math.round(performance.now() - startedAt);
  const found = isAws(connection)
    ? // SQS has answered: that STS may not be asked is no reason to fail.
      await identityOf(clients, connection, region, signal).catch(() => ({}))
    : {};
  const [first] = page;
  return {
    region,
    ms,
    queues: page.length,
    isMore: page.length >= 1_000,
    account: first && accountIdOf(first.queueUrl),
    ...found,
  };
}

async function firstPage(services: SqsServices, { id }: Connection, region: string, signal?: AbortSignal) {
  const options = signal ? { signal } : {};
  for await (const page of services.get(id, region).listQueues(options)) return page;
  return [];
}
