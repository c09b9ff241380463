/**
 * The SQS service model (API version 2012-11-05) as data: what each action takes and answers.
 *
 * One table serves both wire protocols. A member's `queryName` is what the Query protocol calls it, in form
 * parameters and in XML elements; in JSON it has its own name. Required members are no matter of the codecs:
 * which absent parameter gives which error differs from action to action.
 */
export type Shape = ScalarShape | ListShape | MapShape | StructureShape;

export interface ScalarShape {
  readonly type: 'string' | 'integer' | 'boolean' | 'blob';
}

/** Always flattened in the Query protocol: `Name.1`, `Name.2`, … and repeated XML elements. */
export interface ListShape {
  readonly type: 'list';
  readonly member: Shape;
}

/** Always flattened in the Query protocol: `Name.1.<keyName>`, `Name.1.<valueName>`. */
export interface MapShape {
  readonly type: 'map';
  readonly value: Shape;
  readonly keyName: 'Name' | 'Key';
}

export interface StructureShape {
  readonly type: 'structure';
  readonly members: Readonly<Record<string, Member>>;
}

export interface Member {
  readonly shape: Shape;
  readonly queryName: string;
}

export interface ActionShape {
  readonly input: StructureShape;
  /** Undefined for an action without modelled output: its answer has an empty body. */
  readonly output?: StructureShape;
}

const string: ScalarShape = { type: 'string' };
const integer: ScalarShape = { type: 'integer' };
const boolean: ScalarShape = { type: 'boolean' };
const blob: ScalarShape = { type: 'blob' };

const list = (member: Shape): ListShape => ({ type: 'list', member });
const map = (value: Shape, keyName: 'Name' | 'Key' = 'Name'): MapShape => ({ type: 'map', value, keyName });

/** Members whose Query name is their own are given as a bare shape, the others as `[shape, queryName]`. */
function structure(members: Record<string, Shape | readonly [Shape, string]>): StructureShape {
  const named = Object.entries(members).map(([name, member]): [string, Member] => {
    const [shape, queryName] = 'type' in member ? [member, name] : member;
    return [name, { shape, queryName }];
  });
  // Without a prototype: a member called `constructor` in a request finds nothing here.
  return { type: 'structure', members: { __proto__: null, ...Object.fromEntries(named) } as never };
}

const queueAttributes = [map(string), 'Attribute'] as const;
const tags = [map(string, 'Key'), 'Tag'] as const;
const attributeNames = [list(string), 'AttributeName'] as const;
const queueUrls = [list(string), 'QueueUrl'] as const;

const attributeValue = structure({
  DataType: string,
  StringValue: string,
  BinaryValue: blob,
  StringListValues: [list(string), 'StringListValue'],
  BinaryListValues: [list(blob), 'BinaryListValue'],
});
const messageAttributes = [map(attributeValue), 'MessageAttribute'] as const;

const outgoingMessage = {
  MessageBody: string,
  DelaySeconds: integer,
  MessageAttributes: messageAttributes,
  MessageSystemAttributes: [map(attributeValue), 'MessageSystemAttribute'],
  MessageDeduplicationId: string,
  MessageGroupId: string,
} as const;

const sentMessage = {
  MessageId: string,
  MD5OfMessageBody: string,
  MD5OfMessageAttributes: string,
  MD5OfMessageSystemAttributes: string,
  SequenceNumber: string,
} as const;

const receivedMessage = structure({
  MessageId: string,
  ReceiptHandle: string,
  MD5OfBody: string,
  Body: string,
  Attributes: queueAttributes,
  MD5OfMessageAttributes: string,
  MessageAttributes: messageAttributes,
});

const moveTask = structure({
  TaskHandle: string,
  Status: string,
  SourceArn: string,
  DestinationArn: string,
  MaxNumberOfMessagesPerSecond: integer,
  ApproximateNumberOfMessagesMoved: integer,
  ApproximateNumberOfMessagesToMove: integer,
  FailureReason: string,
  StartedTimestamp: integer,
});

const failedEntry = structure({ Id: string, SenderFault: boolean, Code: string, Message: string });
const onQueue = structure({ QueueUrl: string });

/** Input and output of a batch action; `prefix` is what its entry elements begin with. */
function batch(prefix: string, entry: StructureShape, result: StructureShape): ActionShape {
  return {
    input: structure({ QueueUrl: string, Entries: [list(entry), `${prefix}BatchRequestEntry`] }),
    output: structure({
      Successful: [list(result), `${prefix}BatchResultEntry`],
      Failed: [list(failedEntry), 'BatchResultErrorEntry'],
    }),
  };
}

export const actionShapes = {
  AddPermission: {
    input: structure({
      QueueUrl: string,
      Label: string,
      AWSAccountIds: [list(string), 'AWSAccountId'],
      Actions: [list(string), 'ActionName'],
    }),
  },
  CancelMessageMoveTask: {
    input: structure({ TaskHandle: string }),
    output: structure({ ApproximateNumberOfMessagesMoved: integer }),
  },
  ChangeMessageVisibility: {
    input: structure({ QueueUrl: string, ReceiptHandle: string, VisibilityTimeout: integer }),
  },
  ChangeMessageVisibilityBatch: batch(
    'ChangeMessageVisibility',
    structure({ Id: string, ReceiptHandle: string, VisibilityTimeout: integer }),
    structure({ Id: string }),
  ),
  CreateQueue: {
    input: structure({ QueueName: string, Attributes: queueAttributes, tags }),
    output: onQueue,
  },
  DeleteMessage: { input: structure({ QueueUrl: string, ReceiptHandle: string }) },
  DeleteMessageBatch: batch(
    'DeleteMessage',
    structure({ Id: string, ReceiptHandle: string }),
    structure({ Id: string }),
  ),
  DeleteQueue: { input: onQueue },
  GetQueueAttributes: {
    input: structure({ QueueUrl: string, AttributeNames: attributeNames }),
    output: structure({ Attributes: queueAttributes }),
  },
  GetQueueUrl: {
    input: structure({ QueueName: string, QueueOwnerAWSAccountId: string }),
    output: onQueue,
  },
  ListDeadLetterSourceQueues: {
    input: structure({ QueueUrl: string, NextToken: string, MaxResults: integer }),
    output: structure({ queueUrls, NextToken: string }),
  },
  ListMessageMoveTasks: {
    input: structure({ SourceArn: string, MaxResults: integer }),
    output: structure({ Results: [list(moveTask), 'ListMessageMoveTasksResultEntry'] }),
  },
  ListQueues: {
    input: structure({ QueueNamePrefix: string, NextToken: string, MaxResults: integer }),
    output: structure({ QueueUrls: queueUrls, NextToken: string }),
  },
  ListQueueTags: { input: onQueue, output: structure({ Tags: tags }) },
  PurgeQueue: { input: onQueue },
  ReceiveMessage: {
    input: structure({
      QueueUrl: string,
      AttributeNames: attributeNames,
      MessageSystemAttributeNames: [list(string), 'MessageSystemAttributeName'],
      MessageAttributeNames: [list(string), 'MessageAttributeName'],
      MaxNumberOfMessages: integer,
      VisibilityTimeout: integer,
      WaitTimeSeconds: integer,
      ReceiveRequestAttemptId: string,
    }),
    output: structure({ Messages: [list(receivedMessage), 'Message'] }),
  },
  RemovePermission: { input: structure({ QueueUrl: string, Label: string }) },
  SendMessage: {
    input: structure({ QueueUrl: string, ...outgoingMessage }),
    output: structure(sentMessage),
  },
  SendMessageBatch: batch(
    'SendMessage',
    structure({ Id: string, ...outgoingMessage }),
    structure({ Id: string, ...sentMessage }),
  ),
  SetQueueAttributes: { input: structure({ QueueUrl: string, Attributes: queueAttributes }) },
  StartMessageMoveTask: {
    input: structure({ SourceArn: string, DestinationArn: string, MaxNumberOfMessagesPerSecond: integer }),
    output: structure({ TaskHandle: string }),
  },
  TagQueue: { input: structure({ QueueUrl: string, Tags: tags }) },
  UntagQueue: { input: structure({ QueueUrl: string, TagKeys: [list(string), 'TagKey'] }) },
} as const satisfies Record<string, ActionShape>;

/** The 23 actions of the API. */
export type ActionName = keyof typeof actionShapes;

/** Whether SQS has an action of this name, in this very spelling. */
export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actionShapes, name);
}

export function findActionShape(name: ActionName): ActionShape {
  return actionShapes[name];
}
