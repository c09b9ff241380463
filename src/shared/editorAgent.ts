/** By which an emulator's activity tells the editor's calls: the last product of their user agent. */
export const editorAgent = 'queuescope-editor';

/** What the editor asks by itself, to show queues. */
const looks = new Set([
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'ListMessageMoveTasks',
  'ListQueues',
  'ListQueueTags',
]);

/** Whether a request is the editor looking at queues, which changes nothing and nobody has asked for. */
export function isEditorLook(request: {
  readonly action: string;
  readonly userAgent?: string | undefined;
}): boolean {
  return looks.has(request.action) && isEditor(request.userAgent);
}

export function isEditor(userAgent: string | undefined): boolean {
  return userAgent?.endsWith(editorAgent) === true;
}
