import type { SqsService } from './sqsService';

/** What an operation of `SqsService` is called in IAM policies. */
export const iamActions = {
  listQueues: 'sqs:ListQueues',
  getQueueUrl: 'sqs:GetQueueUrl',
  readTags: 'sqs:ListQueueTags',
  readAttributes: 'sqs:GetQueueAttributes',
  readCounts: 'sqs:GetQueueAttributes',
  listDeadLetterSourceQueues: 'sqs:ListDeadLetterSourceQueues',
  listMessageMoveTasks: 'sqs:ListMessageMoveTasks',
  receiveMessages: 'sqs:ReceiveMessage',
  changeVisibility: 'sqs:ChangeMessageVisibility',
  changeVisibilityBatch: 'sqs:ChangeMessageVisibility',
  createQueue: 'sqs:CreateQueue',
  setAttributes: 'sqs:SetQueueAttributes',
  tagQueue: 'sqs:TagQueue',
  untagQueue: 'sqs:UntagQueue',
  deleteQueue: 'sqs:DeleteQueue',
  purgeQueue: 'sqs:PurgeQueue',
  startMessageMoveTask: 'sqs:StartMessageMoveTask',
  cancelMessageMoveTask: 'sqs:CancelMessageMoveTask',
  sendMessage: 'sqs:SendMessage',
  sendMessageBatch: 'sqs:SendMessage',
  deleteMessage: 'sqs:DeleteMessage',
  deleteMessageBatch: 'sqs:DeleteMessage',
} as const satisfies Record<Exclude<keyof SqsService, 'connection' | 'region'>, string>;
