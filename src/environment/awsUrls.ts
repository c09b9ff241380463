/** An AWS address of SQS as it stands in a text. */
export interface AwsUrl {
  /** As it is written. */
  readonly url: string;
  /** Of its first character in the text. */
  readonly offset: number;
  /** The queue's name; undefined for an endpoint alone, or where the name is put together by the program. */
  readonly queueName: string | undefined;
  /** `queueUrl` for a URL with a path, `endpoint` for a host alone. */
  readonly kind: 'queueUrl' | 'endpoint';
}

/**
 * The hosts of SQS in all partitions, FIPS and legacy ones too; the region may be a placeholder of the program's.
 * https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
const hosts = [
  String.raw`sqs(?:-fips)?\.[^\s"'\`/<>]{1,80}?\.(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)`,
  String.raw`(?:[a-z0-9-]{1,40}\.)?queue\.amazonaws\.com(?:\.cn)?`,
];
const awsUrls = new RegExp(String.raw`https?://(?:${hosts.join('|')})(?::\d+)?(/[^\s"'\`<>,;)\]]*)?`, 'g');
const queuePath = /^\/\d{12}\/([A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)\/?$/;

/** Every AWS address of SQS in a text, in order. */
export function findAwsUrls(text: string): readonly AwsUrl[] {
  return [...text.matchAll(awsUrls)].map((match) => {
    const path = match[1] ?? '';
    return {
      url: match[0],
      offset: match.index,
      queueName: queuePath.exec(path)?.[1],
      kind: path.length > 1 ? 'queueUrl' : 'endpoint',
    };
  });
}

/** The emulator's URL of the queue that the whole of `value` names at AWS; undefined for any other text. */
export function toEmulatorUrl(value: string, endpoint: string, accountId: string): string | undefined {
  const [found] = findAwsUrls(value.trim());
  if (!found?.queueName || found.url !== value.trim()) return undefined;
  return `${endpoint}/${accountId}/${found.queueName}`;
}
