import { addPermission } from './addPermission';
import { cancelMessageMoveTask } from './cancelMessageMoveTask';
import { changeMessageVisibility } from './changeMessageVisibility';
import { changeMessageVisibilityBatch } from './changeMessageVisibilityBatch';
import { createQueue } from './createQueue';
import { deleteMessage } from './deleteMessage';
import { deleteMessageBatch } from './deleteMessageBatch';
import { deleteQueue } from './deleteQueue';
import { getQueueAttributes } from './getQueueAttributes';
import { getQueueUrl } from './getQueueUrl';
import { listDeadLetterSourceQueues } from './listDeadLetterSourceQueues';
import { listMessageMoveTasks } from './listMessageMoveTasks';
import { listQueues } from './listQueues';
import { listQueueTags } from './listQueueTags';
import { purgeQueue } from './purgeQueue';
import { receiveMessage } from './receiveMessage';
import { removePermission } from './removePermission';
import { sendMessage } from './sendMessage';
import { sendMessageBatch } from './sendMessageBatch';
import { setQueueAttributes } from './setQueueAttributes';
import { startMessageMoveTask } from './startMessageMoveTask';
import { tagQueue } from './tagQueue';
import { untagQueue } from './untagQueue';

/** Every action of the SQS API (2012-11-05) by its name; see {@link Action} for what they are. */
export const actions = {
  AddPermission: addPermission,
  CancelMessageMoveTask: cancelMessageMoveTask,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  DeleteQueue: deleteQueue,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  ListMessageMoveTasks: listMessageMoveTasks,
  ListQueues: listQueues,
  ListQueueTags: listQueueTags,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  RemovePermission: removePermission,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
  StartMessageMoveTask: startMessageMoveTask,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
} as const;

export type ActionName = keyof typeof actions;
