import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';

const SCHEME = 'queuescope-queue';

/** The URI by which rows of a queue are decorated. It can be opened nowhere. */
export function queueUri({ connectionId, region, queueUrl, queueName }: QueueRef): vscode.Uri {
  const query = new URLSearchParams({ connectionId, region, queueUrl });
  return vscode.Uri.from({ scheme: SCHEME, path: `/${queueName}`, query: query.toString() });
}

/** The queue that a URI stands for; undefined for a URI of anything else. */
export function queueOfUri(uri: vscode.Uri): QueueRef | undefined {
  if (uri.scheme !== SCHEME) return undefined;
  const query = new URLSearchParams(uri.query);
  const text = (name: string) => query.get(name) ?? '';
  return {
    connectionId: text('connectionId'),
    region: text('region'),
    queueUrl: text('queueUrl'),
    queueName: uri.path.slice(1),
  };
}
