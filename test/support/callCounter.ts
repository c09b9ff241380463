import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'mocha';

/** A proxy between a client and a server that keeps the name of every action that went through. */
export interface CallCounter {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  /** As the API names them, in their order. */
  readonly actions: string[];
}

/** What changes a queue or hides its messages. */
export const changingActions: ReadonlySet<string> = new Set([
  'AddPermission',
  'CancelMessageMoveTask',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'CreateQueue',
  'DeleteMessage',
  'DeleteMessageBatch',
  'DeleteQueue',
  'PurgeQueue',
  'ReceiveMessage',
  'RemovePermission',
  'SendMessage',
  'SendMessageBatch',
  'SetQueueAttributes',
  'StartMessageMoveTask',
  'TagQueue',
  'UntagQueue',
]);

/** Runs a counting proxy in front of `endpoint` for a `describe` block. */
export function useCallCounter(endpoint: () => string): CallCounter {
  const actions: string[] = [];
  const server = createServer((incoming, answer) => forward(endpoint(), incoming, answer, actions));
  let port = 0;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    actions,
    get endpoint() {
      return `http://127.0.0.1:${port}`;
    },
  };
}

function forward(endpoint: string, incoming: IncomingMessage, answer: ServerResponse, actions: string[]) {
  const action = incoming.headers['x-amz-target'];
  if (typeof action === 'string') actions.push(action.replace('AmazonSQS.', ''));
  const { method, url, headers } = incoming;
  const outgoing = request(new URL(url ?? '/', endpoint), { method, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on('error', () => answer.destroy());
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
