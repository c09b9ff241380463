/** What a layer of a message is recognised as. */
export type LayerBadge =
  | 'json'
  | 'xml'
  | 'base64'
  | 'gzip'
  | 'sns'
  | 's3Event'
  | 'eventBridge'
  /** The body is a pointer of the Amazon SQS Extended Client Library; the payload is an object in S3. */
  | 's3Pointer'
  | 'binary';

/** How the layer comes out of the one before it; `body` is the first one. */
export type LayerOrigin = 'body' | 'snsMessage' | 'detail' | 'base64' | 'gzip' | 'jsonText';

/** Where the payload of a pointer lies. */
export interface S3Pointer {
  readonly bucket: string;
  readonly key: string;
}

/** One layer of a message body: the body itself, and what is inside it. */
export interface MessageLayer {
  readonly origin: LayerOrigin;
  readonly format: 'json' | 'xml' | 'text' | 'binary';
  readonly badges: readonly LayerBadge[];
  /** Exactly as it is; bytes that are no text as a hex dump. */
  readonly text: string;
  /** Laid out for reading, where that differs. */
  readonly formatted?: string | undefined;
  readonly pointer?: S3Pointer | undefined;
}
