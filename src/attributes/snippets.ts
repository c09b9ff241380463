/** What a snippet is written for. */
export interface SnippetTarget {
  readonly queueName: string;
  readonly queueUrl: string;
  readonly region: string;
  /** Undefined for AWS itself. */
  readonly endpoint?: string | undefined;
  /** Of the shared config files; undefined for the one in force. */
  readonly profile?: string | undefined;
  readonly isFifo: boolean;
}

export type SnippetLanguage = 'awsCli' | 'javascript' | 'python' | 'java' | 'go';

/** Code that sends a message to a queue and receives one. Values are quoted as the language wants it. */
export function toSnippet(language: SnippetLanguage, target: SnippetTarget): string {
  return writers[language](target);
}

const writers: Readonly<Record<SnippetLanguage, (target: SnippetTarget) => string>> = {
  awsCli,
  javascript,
  python,
  java,
  go,
};

const GROUP = 'group-1';

function awsCli({ queueUrl, region, endpoint, profile, isFifo }: SnippetTarget): string {
  const common = [
    `--queue-url ${shell(queueUrl)}`,
    `--region ${shell(region)}`,
    ...(endpoint === undefined ? [] : [`--endpoint-url ${shell(endpoint)}`]),
    ...(profile === undefined ? [] : [`--profile ${shell(profile)}`]),
  ].join(' ');
  const group = isFifo ? ` --message-group-id ${GROUP} --message-deduplication-id id-1` : '';
  return [
    `aws sqs send-message ${common} --message-body 'hello'${group}`,
    `aws sqs receive-message ${common} --max-number-of-messages 10 --wait-time-seconds 20`,
    '',
  ].join('\n');
}

function javascript({ queueUrl, region, endpoint, profile, isFifo }: SnippetTarget): string {
  const options = [
    `region: ${literal(region)}`,
    ...(endpoint === undefined
      ? []
      : [
          `endpoint: ${literal(endpoint)}`,
          "credentials: { accessKeyId: 'test', secretAccessKey: 'test' }",
          'useQueueUrlAsEndpoint: false',
        ]),
    ...(profile === undefined ? [] : [`profile: ${literal(profile)}`]),
  ];
  const group = isFifo ? `, MessageGroupId: '${GROUP}', MessageDeduplicationId: 'id-1'` : '';
  return `import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const sqs = new SQSClient({ ${options.join(', ')} });
const QueueUrl = ${literal(queueUrl)};

await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello'${group} }));
const { Messages = [] } = await sqs.send(
  new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }),
);
`;
}

function python({ queueUrl, region, endpoint, profile, isFifo }: SnippetTarget): string {
  const options = [
    `'sqs'`,
    `region_name=${literal(region)}`,
    ...(endpoint === undefined
      ? []
      : [`endpoint_url=${literal(endpoint)}`, "aws_access_key_id='test'", "aws_secret_access_key='test'"]),
  ];
  const session = profile === undefined ? 'boto3' : `boto3.Session(profile_name=${literal(profile)})`;
  const group = isFifo ? `, MessageGroupId='${GROUP}', MessageDeduplicationId='id-1'` : '';
  return `import boto3

sqs = ${session}.client(${options.join(', ')})
queue_url = ${literal(queueUrl)}

sqs.send_message(QueueUrl=queue_url, MessageBody='hello'${group})
response = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=20)
messages = response.get('Messages', [])
`;
}

function java({ queueUrl, region, endpoint, profile, isFifo }: SnippetTarget): string {
  const options = [
    `.region(Region.of(${doubleQuoted(region)}))`,
    ...(endpoint === undefined
      ? []
      : [
          `.endpointOverride(URI.create(${doubleQuoted(endpoint)}))`,
          '.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))',
        ]),
    ...(profile === undefined
      ? []
      : [`.credentialsProvider(ProfileCredentialsProvider.create(${doubleQuoted(profile)}))`]),
  ];
  const group = isFifo ? `.messageGroupId("${GROUP}").messageDeduplicationId("id-1")` : '';
  return `SqsClient sqs = SqsClient.builder()
    ${options.join('\n    ')}
    .build();
String queueUrl = ${doubleQuoted(queueUrl)};

sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("hello")${group});
List<Message> messages = sqs.receiveMessage(request -> request
    .queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(20)).messages();
`;
}

function go({ queueUrl, region, endpoint, profile, isFifo }: SnippetTarget): string {
  const options = [
    `config.WithRegion(${doubleQuoted(region)})`,
    ...(endpoint === undefined
      ? []
      : ['config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("test", "test", ""))']),
    ...(profile === undefined ? [] : [`config.WithSharedConfigProfile(${doubleQuoted(profile)})`]),
  ];
  const client =
    endpoint === undefined
      ? 'client := sqs.NewFromConfig(cfg)'
      : `client := sqs.NewFromConfig(cfg, func(o *sqs.Options) { o.BaseEndpoint = aws.String(${doubleQuoted(endpoint)}) })`;
  const group = isFifo
    ? `, MessageGroupId: aws.String("${GROUP}"), MessageDeduplicationId: aws.String("id-1")`
    : '';
  return `cfg, err := config.LoadDefaultConfig(ctx, ${options.join(', ')})
if err != nil {
	return err
}
${client}
queueURL := aws.String(${doubleQuoted(queueUrl)})

if _, err := client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: queueURL, MessageBody: aws.String("hello")${group}}); err != nil {
	return err
}
received, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: queueURL, MaxNumberOfMessages: 10, WaitTimeSeconds: 20})
`;
}

function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** In single quotes, as JavaScript and Python take them. */
function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

/** In double quotes, as Java and Go take them. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
