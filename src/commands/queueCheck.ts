import * as vscode from 'vscode';
import { EmulatorClient } from '../emulatorClient/emulatorClient';
import { type CheckedQueue, checkQueue, type Finding } from '../queueCheck/queueCheck';
import type { QueueRef } from '../shared/queue';
import { Failure } from '../sqs/failure';
import { findingWords } from '../words/findingText';
import { sendChanges } from './applyChanges';
import type { CommandContext, CommandTarget } from './commandContext';
import { confirmOnProduction, placeText } from './confirmation';
import { setDeadLetterQueue } from './deadLetterQueue';
import { pickQueue } from './pickers';
import { type Attributes, readQueue } from './queueArn';
import { openQueueDocument } from './queueDocuments';

interface FindingItem extends vscode.QuickPickItem {
  readonly finding: Finding;
}

/** Says what could be better about a queue, with a reason and a fix each; the fix of the chosen one is applied. */
export async function checkQueueCommand(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Check Queue'));
  for (;;) {
    const findings = checkQueue(await look(context, queue));
    if (findings.length === 0) {
      const text = vscode.l10n.t('{0}: the check found nothing to better.', queue.queueName);
      vscode.window.setStatusBarMessage(`$(check) ${text}`, 5_000);
      return;
    }
    const picked = await vscode.window.showQuickPick(findings.map(toItem), {
      title: vscode.l10n.t('Queue Check: {0}', placeText(context, queue)),
      placeHolder:
        findings.length === 1
          ? vscode.l10n.t('1 finding. Choose it to apply its fix')
          : vscode.l10n.t('{0} findings. Choose one to apply its fix', findings.length),
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (!picked) return;
    if (!(await fix(context, queue, picked.finding))) return;
  }
}

function toItem(finding: Finding): FindingItem {
  const words = findingWords(finding);
  return {
    label: `$(${finding.severity}) ${words.title}`,
    description: `→ ${words.fix}`,
    detail: words.reason,
    finding,
  };
}

async function look(context: CommandContext, queue: QueueRef): Promise<CheckedQueue> {
  const service = context.services.get(queue.connectionId, queue.region);
  const attributes = await readQueue(context, queue);
  const [target, sources, highestReceiveCount] = await Promise.all([
    readTarget(context, queue, attributes),
    service.listDeadLetterSourceQueues(queue),
    readHighestReceiveCount(context, queue),
  ]);
  return {
    name: queue.queueName,
    attributes,
    deadLetterQueue: target === 'missing' ? undefined : target?.attributes,
    isDeadLetterQueueMissing: target === 'missing',
    isDeadLetterQueue: sources.length > 0,
    highestReceiveCount,
  };
}

interface Target {
  readonly queue: QueueRef;
  readonly attributes: Attributes;
}

/** @returns undefined without one, or where it belongs to another account */
async function readTarget(
  { services }: CommandContext,
  queue: QueueRef,
  { RedrivePolicy: policy, QueueArn: arn }: Attributes,
): Promise<Target | 'missing' | undefined> {
  const target = /"deadLetterTargetArn"\s*:\s*"([^"]+)"/.exec(policy ?? '')?.[1];
  if (target === undefined || accountOf(target) !== accountOf(arn ?? '')) return undefined;
  const service = services.get(queue.connectionId, queue.region);
  try {
    const dead = await service.getQueueUrl(target.split(':').at(-1) ?? '');
    return { queue: dead, attributes: await service.readAttributes(dead) };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'notFound') return 'missing';
    throw error;
  }
}

function accountOf(arn: string): string | undefined {
  return arn.split(':')[4];
}

/** The emulator shows messages without any effect; elsewhere a look would raise the very count. */
async function readHighestReceiveCount(
  { emulator }: CommandContext,
  { connectionId, queueName, region }: QueueRef,
): Promise<number | undefined> {
  const { state } = emulator;
  if (connectionId !== 'emulator' || state.kind !== 'running') return undefined;
  const { messages } = await new EmulatorClient(state.endpoint).peek({
    queue: queueName,
    region,
    limit: 100,
  });
  return Math.max(0, ...messages.map(({ receiveCount }) => receiveCount));
}

/** @returns false when the fix goes on elsewhere, such as in a document */
async function fix(context: CommandContext, queue: QueueRef, finding: Finding): Promise<boolean> {
  switch (finding.fix.kind) {
    case 'chooseDeadLetterQueue':
      await setDeadLetterQueue(context, { queue });
      return true;
    case 'editPolicy':
      await openQueueDocument(queue, 'Policy');
      return false;
    case 'set':
      await apply(context, queue, finding.fix.attributes);
      return true;
    case 'setOnDeadLetterQueue': {
      const target = await readTarget(context, queue, await readQueue(context, queue));
      if (typeof target === 'object') await apply(context, target.queue, finding.fix.attributes);
      return true;
    }
  }
}

async function apply(context: CommandContext, queue: QueueRef, attributes: Attributes): Promise<void> {
  const question = vscode.l10n.t('Change the queue {0} on production?', queue.queueName);
  await confirmOnProduction(context, queue, { question, button: vscode.l10n.t('Apply'), attributes });
  await sendChanges(context, queue, { attributes, tags: {}, removedTags: [] });
}
