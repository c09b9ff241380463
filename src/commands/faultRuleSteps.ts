import * as vscode from 'vscode';
import type { FaultKind, FaultRule } from '../emulator/admin/adminTypes';
import type { EmulatorClient } from '../emulatorClient/emulatorClient';
import { parseDuration } from '../shared/duration';
import { faultKindDetail, faultKindText } from '../words/faultText';
import { Cancelled } from './commandFailure';
import { parseLatency, parseShare } from './faultInput';

/** What people try most comes first. */
const kinds: readonly FaultKind[] = [
  'error',
  'latency',
  'throttle',
  'lostAnswer',
  'partialBatch',
  'duplicateDelivery',
  'reorder',
  'underFill',
  'emptyReceive',
  'laggingCounts',
  'expiredToken',
];

/** Errors that programs should be ready for; the admin API takes every one of SQS. */
const codes: readonly NonNullable<FaultRule['code']>[] = [
  'ServiceUnavailable',
  'InternalFailure',
  'OverLimit',
  'AccessDeniedException',
  'QueueDoesNotExist',
];

/** Those that can strike every action: left alone, they would strike the Queues view too. */
const kindsOfAnyAction: ReadonlySet<FaultKind> = new Set([
  'error',
  'latency',
  'throttle',
  'lostAnswer',
  'expiredToken',
]);
const sends = ['SendMessage', 'SendMessageBatch'];
const deletes = ['DeleteMessage', 'DeleteMessageBatch'];
const changes = ['ChangeMessageVisibility', 'ChangeMessageVisibilityBatch'];

/** Asks for a rule step by step. @throws Cancelled */
export async function askFaultRule(client: EmulatorClient): Promise<FaultRule> {
  const queue = await askQueue(client);
  const kind = await askKind();
  const actions = kindsOfAnyAction.has(kind) ? await askActions() : undefined;
  const code = kind === 'error' ? await askCode() : undefined;
  const latency = kind === 'latency' ? await askLatency() : undefined;
  if (kind === 'laggingCounts') return { ...queue, kind, lagMs: await askLag() };
  return { ...queue, kind, actions, code, ...latency, rate: await askShare() };
}

async function askQueue(client: EmulatorClient): Promise<Pick<FaultRule, 'queue' | 'region'>> {
  const queues = await client.listQueues();
  const all = { label: vscode.l10n.t('All Queues'), choice: {} };
  const items = queues.map(({ name, region }) => ({
    label: name,
    description: region,
    choice: { queue: name, region },
  }));
  const picked = await pick([all, ...items], vscode.l10n.t('At which queue?'));
  return picked.choice;
}

async function askKind(): Promise<FaultKind> {
  const items = kinds.map((kind) => ({
    label: faultKindText(kind),
    description: faultKindDetail(kind),
    fault: kind,
  }));
  return (await pick(items, vscode.l10n.t('What shall go wrong?'))).fault;
}

async function askActions(): Promise<readonly string[] | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Sending, receiving and deleting'),
      actions: [...sends, 'ReceiveMessage', ...deletes, ...changes],
    },
    { label: vscode.l10n.t('Only sending'), actions: sends },
    { label: vscode.l10n.t('Only receiving'), actions: ['ReceiveMessage'] },
    { label: vscode.l10n.t('Only deleting'), actions: deletes },
    {
      label: vscode.l10n.t('Every action'),
      description: vscode.l10n.t('also those of the Queues view'),
      actions: undefined,
    },
  ];
  return (await pick(items, vscode.l10n.t('Of which requests?'))).actions;
}

async function askCode(): Promise<NonNullable<FaultRule['code']>> {
  const items = codes.map((code) => ({ label: code, code }));
  return (await pick(items, vscode.l10n.t('Which error?'))).code;
}

function askLatency(): Promise<{ readonly minMs: number; readonly maxMs: number }> {
  return ask(
    parseLatency,
    '100-500',
    vscode.l10n.t('Delay in milliseconds, such as 200 or 100-500'),
    vscode.l10n.t('Type milliseconds, up to 900000: 200, or a range such as 100-500.'),
  );
}

function askLag(): Promise<number> {
  return ask(
    (text) => {
      const ms = parseDuration(text);
      return ms !== undefined && ms > 0 && ms <= 900_000 ? ms : undefined;
    },
    '5 s',
    vscode.l10n.t('How old may the counts be?'),
    vscode.l10n.t('Type a duration of up to 15 minutes, such as 5 s.'),
  );
}

function askShare(): Promise<number> {
  return ask(
    parseShare,
    '10 %',
    vscode.l10n.t('How often, in percent?'),
    vscode.l10n.t('Type a percentage above 0 and up to 100, such as 10 %.'),
  );
}

/** @param problem shown while what is typed cannot be read */
async function ask<T>(
  parse: (text: string) => T | undefined,
  value: string,
  prompt: string,
  problem: string,
): Promise<T> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: title(),
    prompt,
    value,
    validateInput: (typed) => (parse(typed) === undefined ? problem : undefined),
  });
  const parsed = text === undefined ? undefined : parse(text);
  if (parsed === undefined) throw new Cancelled();
  return parsed;
}

async function pick<T extends vscode.QuickPickItem>(items: readonly T[], placeHolder: string): Promise<T> {
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: title(),
    placeHolder,
    matchOnDescription: true,
  });
  if (!picked) throw new Cancelled();
  return picked;
}

function title(): string {
  return vscode.l10n.t('SQS Emulator Faults: Add Rule');
}
