import type {
  Message,
  MessageAttributeValue,
  ReceiveMessageCommandInput,
  SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import type { AttributeSelection, MessageAttribute, MessageDraft, ReceivedMessage } from '../shared/message';
import { isBinaryType } from '../shared/messageChecks';

/** A draft as SendMessage wants it. */
export function toSendInput(queueUrl: string, draft: MessageDraft): SendMessageCommandInput {
  return { QueueUrl: queueUrl, ...toSendEntry(draft) };
}

/** A draft as an entry of SendMessageBatch wants it, but for its `Id`. */
export function toSendEntry(draft: MessageDraft): Omit<SendMessageCommandInput, 'QueueUrl'> {
  return {
    MessageBody: draft.body,
    DelaySeconds: draft.delaySeconds,
    MessageGroupId: draft.messageGroupId,
    MessageDeduplicationId: draft.messageDeduplicationId,
    MessageSystemAttributes:
      draft.traceHeader === undefined
        ? undefined
        : { AWSTraceHeader: { DataType: 'String', StringValue: draft.traceHeader } },
    MessageAttributes:
      draft.attributes.length > 0
        ? Object.fromEntries(
            draft.attributes.map((attribute) => [attribute.name, toAttributeValue(attribute)]),
          )
        : undefined,
  };
}

function toAttributeValue({ dataType, value }: MessageAttribute): MessageAttributeValue {
  if (isBinaryType(dataType)) return { DataType: dataType, BinaryValue: Buffer.from(value, 'base64') };
  return { DataType: dataType, StringValue: value };
}

/** What ReceiveMessage is asked for beside the body. */
export function toAttributeNames({
  messageAttributes,
  systemAttributes,
}: AttributeSelection): Pick<
  ReceiveMessageCommandInput,
  'MessageAttributeNames' | 'MessageSystemAttributeNames'
> {
  return {
    MessageAttributeNames: messageAttributes === 'All' ? ['All'] : [...messageAttributes],
    MessageSystemAttributeNames: systemAttributes === 'All' ? ['All'] : [...systemAttributes],
  };
}

/** A message of ReceiveMessage; `receivedAt` and `visibleAgainAt` are epoch milliseconds, `attributes` was asked for. */
export function toReceivedMessage(
  message: Message,
  {
    receivedAt,
    visibleAgainAt,
    attributes: { messageAttributes, systemAttributes },
  }: {
    readonly receivedAt: number;
    readonly visibleAgainAt: number;
    readonly attributes: AttributeSelection;
  },
): ReceivedMessage {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    md5OfBody: message.MD5OfBody ?? '',
    attributes: Object.entries(message.MessageAttributes ?? {}).map(([name, value]) =>
      toAttribute(name, value),
    ),
    systemAttributes: message.Attributes ?? {},
    receivedAt,
    visibleAgainAt,
    ...(messageAttributes === 'All' && systemAttributes === 'All' ? {} : { isPartial: true }),
  };
}

function toAttribute(
  name: string,
  { DataType: dataType = 'String', ...value }: MessageAttributeValue,
): MessageAttribute {
  if (!isBinaryType(dataType)) return { name, dataType, value: value.StringValue ?? '' };
  return { name, dataType, value: Buffer.from(value.BinaryValue ?? []).toString('base64') };
}
