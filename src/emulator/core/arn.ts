/** The parts of `arn:<partition>:sqs:<region>:<account>:<name>`. */
export interface QueueArn {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

export function formatQueueArn({ region, accountId, name }: QueueArn): string {
  return `arn:${getPartition(region)}:sqs:${region}:${accountId}:${name}`;
}

/** undefined for what is not the ARN of a queue. */
export function parseQueueArn(arn: string): QueueArn | undefined {
  const [scheme, partition, service, region, accountId, name, ...rest] = arn.split(':');
  if (scheme !== 'arn' || !partition || service !== 'sqs' || rest.length > 0) return undefined;
  if (!region || !accountId || !name) return undefined;
  return { region, accountId, name };
}

function getPartition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
