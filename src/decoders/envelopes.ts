import type { LayerBadge, LayerOrigin, S3Pointer } from '../shared/messageLayers';

/** JSON that a service of AWS, or a library of it, has put around a message or in its place. */
export interface Envelope {
  readonly badge: LayerBadge;
  readonly inner?: { readonly origin: LayerOrigin; readonly content: string } | undefined;
  readonly pointer?: S3Pointer | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** Classes by which the Extended Client Library names its pointer, in its versions 1 and 2. */
const POINTER_CLASSES = [
  'com.amazon.sqs.javamessaging.MessageS3Pointer',
  'software.amazon.payloadoffloading.PayloadS3Pointer',
];

/** What a JSON value is as an envelope; undefined for any other JSON. */
export function readEnvelope(value: unknown): Envelope | undefined {
  if (Array.isArray(value)) return readPointer(value);
  const json = asObject(value);
  if (!json) return undefined;
  return readSns(json) ?? readS3Event(json) ?? readEventBridge(json);
}

/** `["class", {"s3BucketName": …, "s3Key": …}]` */
function readPointer([name, place]: readonly unknown[]): Envelope | undefined {
  const json = asObject(place);
  if (!json || !POINTER_CLASSES.some((each) => each === name)) return undefined;
  const { s3BucketName: bucket, s3Key: key } = json;
  if (typeof bucket !== 'string' || typeof key !== 'string') return undefined;
  return { badge: 's3Pointer', pointer: { bucket, key } };
}

/** SNS: "HTTP/HTTPS notification JSON format", which SQS subscriptions without raw delivery get too. */
function readSns({ Type: type, TopicArn: topic, Message: content }: Json): Envelope | undefined {
  if (typeof type !== 'string' || typeof topic !== 'string' || typeof content !== 'string') return undefined;
  return { badge: 'sns', inner: { origin: 'snsMessage', content } };
}

/** S3: "Event message structure"; the test message of a new configuration has no records. */
function readS3Event({ Records: records, Service: service, Event: event }: Json): Envelope | undefined {
  if (service === 'Amazon S3' && event === 's3:TestEvent') return { badge: 's3Event' };
  const first = Array.isArray(records) ? asObject(records[0]) : undefined;
  return first?.['eventSource'] === 'aws:s3' ? { badge: 's3Event' } : undefined;
}

/** EventBridge: "Event structure". */
function readEventBridge(json: Json): Envelope | undefined {
  const isEvent = ['detail-type', 'source', 'time'].every((name) => typeof json[name] === 'string');
  if (!isEvent || asObject(json['detail']) === undefined) return undefined;
  return { badge: 'eventBridge', inner: { origin: 'detail', content: JSON.stringify(json['detail']) } };
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}
