import * as vscode from 'vscode';
import type { FaultKind, FaultPreset, FaultRule } from '../emulator/admin/adminTypes';
import { formatDuration } from '../shared/duration';

/** What a kind of fault does, in a few words. */
export function faultKindText(kind: FaultKind): string {
  switch (kind) {
    case 'error':
      return vscode.l10n.t('error');
    case 'throttle':
      return vscode.l10n.t('throttling');
    case 'expiredToken':
      return vscode.l10n.t('expired token');
    case 'latency':
      return vscode.l10n.t('latency');
    case 'lostAnswer':
      return vscode.l10n.t('lost answer');
    case 'partialBatch':
      return vscode.l10n.t('partial batch');
    case 'duplicateDelivery':
      return vscode.l10n.t('duplicate delivery');
    case 'reorder':
      return vscode.l10n.t('reordering');
    case 'underFill':
      return vscode.l10n.t('under-filled receive');
    case 'emptyReceive':
      return vscode.l10n.t('empty receive');
    case 'laggingCounts':
      return vscode.l10n.t('lagging counts');
  }
}

/** What happens to a program by a kind of fault. */
export function faultKindDetail(kind: FaultKind): string {
  switch (kind) {
    case 'error':
      return vscode.l10n.t('answers an error of your choice instead of doing anything');
    case 'throttle':
      return vscode.l10n.t('answers RequestThrottled instead of doing anything');
    case 'expiredToken':
      return vscode.l10n.t('answers ExpiredToken instead of doing anything');
    case 'latency':
      return vscode.l10n.t('answers late');
    case 'lostAnswer':
      return vscode.l10n.t('does it, then cuts the connection: an SDK sends again');
    case 'partialBatch':
      return vscode.l10n.t('refuses some entries of a batch');
    case 'duplicateDelivery':
      return vscode.l10n.t('hands a message out twice, even a deleted one; standard queues');
    case 'reorder':
      return vscode.l10n.t('mixes messages; standard queues');
    case 'underFill':
      return vscode.l10n.t('answers fewer messages than there are');
    case 'emptyReceive':
      return vscode.l10n.t('answers no message although there are some');
    case 'laggingCounts':
      return vscode.l10n.t('tells counts of some time ago');
  }
}

export function faultPresetDetail(preset: FaultPreset): string {
  switch (preset) {
    case 'like-aws':
      return vscode.l10n.t('under-filled receives, reordering, rare duplicates, lagging counts');
    case 'at-least-once-strictly':
      return vscode.l10n.t('every message of a standard queue comes twice');
    case 'bad-network':
      return vscode.l10n.t('latency, lost answers, errors, throttling');
  }
}

/** Such as `error ServiceUnavailable, 10 % of orders`. */
export function faultRuleText({ kind, code, rate, minMs, maxMs, lagMs, queue }: FaultRule): string {
  const what = [faultKindText(kind), code, latencyText(minMs, maxMs), lagMs && formatDuration(lagMs)];
  const share = formatShare(rate ?? 1);
  const where = queue ? vscode.l10n.t('{0} of {1}', share, queue) : vscode.l10n.t('{0} of all queues', share);
  return `${what.filter(Boolean).join(' ')}, ${where}`;
}

function latencyText(minMs = 0, maxMs?: number): string | undefined {
  if (maxMs === undefined) return minMs > 0 ? `${minMs} ms` : undefined;
  return minMs === maxMs ? `${maxMs} ms` : `${minMs}–${maxMs} ms`;
}

function formatShare(rate: number): string {
  return `${Math.round(rate * 1_000) / 10} %`;
}
