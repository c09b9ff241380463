import * as vscode from 'vscode';
import { toEmulatorUrl } from './awsUrls';
import type { Finding, SdkFinding, UrlFinding } from './scan/finding';

/** What the emulator's QueueUrls are made from. */
export interface EmulatorAddress {
  readonly endpoint: string;
  readonly accountId: string;
}

/** What is wrong there, and what to do about it. */
export function findingText(finding: Finding, emulator: EmulatorAddress): string {
  return finding.code === 'sdk' ? sdkText(finding) : urlText(finding, emulator);
}

/** The emulator's QueueUrl in place of that of AWS; its endpoint in place of that of AWS. */
export function emulatorUrl(
  { code, url }: UrlFinding,
  { endpoint, accountId }: EmulatorAddress,
): string | undefined {
  return code === 'endpoint' ? endpoint : toEmulatorUrl(url, endpoint, accountId);
}

function urlText(finding: UrlFinding, emulator: EmulatorAddress): string {
  const { code, language } = finding;
  const replacement = emulatorUrl(finding, emulator);
  if (code === 'endpoint')
    return vscode.l10n.t(
      'This endpoint wins over AWS_ENDPOINT_URL_SQS, so its calls go to AWS. Take it away, or read it from that variable.',
    );
  const problem =
    language === 'config'
      ? vscode.l10n.t(
          'Most SDKs call the host of a QueueUrl, whatever AWS_ENDPOINT_URL_SQS says: calls with this one go to AWS.',
        )
      : vscode.l10n.t(
          'This SDK calls the host of a QueueUrl, whatever AWS_ENDPOINT_URL_SQS says: calls with this one go to AWS.',
        );
  const fix =
    language === 'javascript'
      ? vscode.l10n.t(
          'Read it from a variable of the .env file, which the switch replaces, or make the client with useQueueUrlAsEndpoint: false (SDK version 3).',
        )
      : vscode.l10n.t('Read it from a variable of the .env file, which the switch replaces.');
  const instead = replacement ? vscode.l10n.t('At the emulator it is {0}', replacement) : '';
  return [problem, fix, instead].filter(Boolean).join(' ');
}

function sdkText(finding: SdkFinding): string {
  const { name, version, since } = finding;
  const what = version ? `${name} ${version}` : name;
  const snippet = clientSnippet(finding);
  return since === undefined
    ? vscode.l10n.t(
        '{0} does not know AWS_ENDPOINT_URL_SQS, so its calls go to AWS. Give its client the endpoint: {1}',
        what,
        snippet,
      )
    : vscode.l10n.t(
        '{0} does not know AWS_ENDPOINT_URL_SQS, so its calls go to AWS. Update it to {1} or newer, or give its client the endpoint: {2}',
        what,
        since,
        snippet,
      );
}

/** A client that goes to the endpoint of the variable. */
function clientSnippet({ name, language }: SdkFinding): string {
  if (name === 'aws-sdk') return 'new AWS.SQS({ endpoint: process.env.AWS_ENDPOINT_URL_SQS })';
  if (name === 'github.com/aws/aws-sdk-go')
    return 'sqs.New(session, aws.NewConfig().WithEndpoint(os.Getenv("AWS_ENDPOINT_URL_SQS")))';
  switch (language) {
    case 'python':
      return 'boto3.client("sqs", endpoint_url=os.environ.get("AWS_ENDPOINT_URL_SQS"))';
    case 'go':
      return 'o.BaseEndpoint = aws.String(os.Getenv("AWS_ENDPOINT_URL_SQS"))';
    case 'java':
      return 'withEndpointConfiguration(new EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL_SQS"), region))';
    default:
      return 'new SQSClient({ endpoint: process.env.AWS_ENDPOINT_URL_SQS })';
  }
}
