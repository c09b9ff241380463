import type { MessageAttribute, MessageDraft } from '../shared/message';

/** What an envelope is filled with beside the message itself. */
export interface EnvelopeValues {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  readonly randomUuid: () => string;
}

/**
 * A message as SNS delivers it to a queue without raw delivery: the body becomes `Message`,
 * the attributes move into the envelope. The signature is made up.
 */
export function snsEnvelope(draft: MessageDraft, topic: string, values: EnvelopeValues): MessageDraft {
  const topicArn = `arn:aws:sns:${values.region}:${values.account}:${topic}`;
  const envelope = {
    Type: 'Notification',
    MessageId: values.randomUuid(),
    TopicArn: topicArn,
    Message: draft.body,
    Timestamp: new Date(values.now).toISOString(),
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    SigningCertURL: `https://sns.${values.region}.amazonaws.com/SimpleNotificationService-EXAMPLE.pem`,
    UnsubscribeURL: `https://sns.${values.region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${topicArn}:${values.randomUuid()}`,
    ...(draft.attributes.length > 0 ? { MessageAttributes: snsAttributes(draft.attributes) } : {}),
  };
  return { ...draft, attributes: [], body: JSON.stringify(envelope, undefined, 2) };
}

function snsAttributes(
  attributes: readonly MessageAttribute[],
): Record<string, { Type: string; Value: string }> {
  return Object.fromEntries(
    attributes.map(({ name, dataType, value }) => [name, { Type: dataType, Value: value }]),
  );
}

/** The event that S3 sends when an object was created. The message's own body has no place in it. */
export function s3Event(
  draft: MessageDraft,
  bucket: string,
  key: string,
  values: EnvelopeValues,
): MessageDraft {
  const event = {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: values.region,
        eventTime: new Date(values.now).toISOString(),
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:EXAMPLE' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': 'EXAMPLE', 'x-amz-id-2': 'EXAMPLE' },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'example',
          bucket: { name: bucket, ownerIdentity: { principalId: 'EXAMPLE' }, arn: `arn:aws:s3:::${bucket}` },
          object: {
            // S3 writes keys as in a form: spaces as plus signs.
            key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
            size: 1024,
            eTag: 'd41d8cd98f00b204e9800998ecf8427e',
            sequencer: '0055AED6DCD90281E5',
          },
        },
      },
    ],
  };
  return { ...draft, body: JSON.stringify(event, undefined, 2) };
}

/** An event of EventBridge whose `detail` is the body, as it is when it is a JSON object. */
export function eventBridgeEvent(
  draft: MessageDraft,
  source: string,
  detailType: string,
  values: EnvelopeValues,
): MessageDraft {
  const before = {
    version: '0',
    id: values.randomUuid(),
    'detail-type': detailType,
    source,
    account: values.account,
    // Without milliseconds, as EventBridge writes it.
    time: `${new Date(values.now).toISOString().slice(0, 19)}Z`,
    region: values.region,
    resources: [],
  };
  const detail = isJsonObject(draft.body) ? draft.body.trim() : JSON.stringify({ message: draft.body });
  // The body goes in as text, so that its big numbers stay what they are.
  const start = JSON.stringify(before, undefined, 2).replace(/\n\}$/, '');
  return { ...draft, body: `${start},\n  "detail": ${detail.replaceAll('\n', '\n  ')}\n}` };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
