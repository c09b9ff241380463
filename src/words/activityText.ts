import * as vscode from 'vscode';
import type { LifeEvent, ReceiverInfo, RequestRecord } from '../emulator/admin/adminTypes';
import { isEditor } from '../shared/editorAgent';

/** Such as `12:00:01.123  SendMessage orders → 200 (3 ms, aws-sdk-js/3.1169.0)`. */
export function requestLine(request: RequestRecord): string {
  const { at, action, queueName, status, errorCode, durationMs, userAgent } = request;
  const what = [action || vscode.l10n.t('no SQS request'), queueName].filter(Boolean).join(' ');
  const answer =
    status === 0 ? vscode.l10n.t('connection cut') : [status, errorCode].filter(Boolean).join(' ');
  const how = [`${Math.round(durationMs)} ms`, programOf(userAgent)].filter(Boolean).join(', ');
  return `${timeText(at)}  ${what} → ${answer} (${how})`;
}

/** Such as `12:00:01.123    640f044c… in orders: received (2) by aws-sdk-js/3.1169.0`. */
export function lifeLine(event: LifeEvent): string {
  const { at, messageId, queueArn } = event;
  const queue = nameOf(queueArn);
  const who = messageId === undefined ? queue : vscode.l10n.t('{0} in {1}', messageId, queue);
  return `${timeText(at)}    ${who}: ${eventText(event)}`;
}

function eventText(event: LifeEvent): string {
  switch (event.kind) {
    case 'sent':
      return withClient(vscode.l10n.t('sent'), event.by);
    case 'received':
      return withClient(vscode.l10n.t('received ({0})', event.receiveCount ?? 1), event.by);
    case 'delayEnded':
      return vscode.l10n.t('its delay ended');
    case 'released':
      return withClient(vscode.l10n.t('released'), event.by);
    case 'extended':
      return withClient(vscode.l10n.t('visibility timeout changed'), event.by);
    case 'timedOut':
      return vscode.l10n.t('its visibility timeout ended');
    case 'deleted':
      return withClient(vscode.l10n.t('deleted'), event.by);
    case 'expired':
      return vscode.l10n.t('its retention period ended');
    case 'deadLettered':
      return vscode.l10n.t('received too often, moved to {0}', nameOf(event.targetArn));
    case 'redriven':
      return vscode.l10n.t('moved to {0} by a move task', nameOf(event.targetArn));
    case 'purged':
      return withClient(vscode.l10n.t('purged'), event.by);
    case 'queueDeleted':
      return withClient(vscode.l10n.t('queue deleted'), event.by);
  }
}

function withClient(text: string, by: ReceiverInfo | undefined): string {
  const program = programOf(by?.userAgent);
  return program ? vscode.l10n.t('{0} by {1}', text, program) : text;
}

/** The first product of a user agent: the rest tells of its machine. */
function programOf(userAgent: string | undefined): string | undefined {
  if (isEditor(userAgent)) return vscode.l10n.t('the editor');
  return userAgent?.split(' ', 1)[0];
}

function nameOf(arn = ''): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

/** Local time with milliseconds, to be compared with the logs of a program. */
function timeText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
