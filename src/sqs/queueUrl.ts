import type { QueueRef } from '../shared/queue';

/** The name of the queue: the last part of its URL. */
export function queueNameOf(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}

/** The twelve digits before the queue's name; undefined where the URL has none. */
export function accountIdOf(queueUrl: string): string | undefined {
  return /\/(\d{12})\/[^/]+$/.exec(queueUrl)?.[1];
}

/** The queue of a URL that SQS answered. */
export function queueRef(connectionId: string, region: string, queueUrl: string): QueueRef {
  return { connectionId, region, queueUrl, queueName: queueNameOf(queueUrl) };
}

/** The URL that AWS gives a queue in its main partition; other endpoints know the queue by its path and name. */
export function queueUrlOfArn(arn: string): string {
  const [, , , region = '', account = '', name = ''] = arn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}
