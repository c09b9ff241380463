import type { Account } from '../core/account';
import { parseQueueArn } from '../core/arn';
import type { RedriveAllowPolicy, RedrivePolicy } from '../core/queueSettings';
import { invalidAttributeValue, invalidValue } from './failures';
import { parseJsonObject } from './json';

/** The queue that a policy is for; it need not exist yet. */
export interface PolicyContext {
  readonly account: Account;
  readonly arn: string;
  readonly region: string;
  readonly isFifo: boolean;
}

const maxReceives = 1000;
const maxSourceArns = 10;

/**
 * Reads the attribute RedrivePolicy and checks that its target exists and accepts this source.
 * @throws SqsError InvalidParameterValueException; InvalidAttributeValue when it is no JSON map
 */
export function readRedrivePolicy(text: string, context: PolicyContext): RedrivePolicy {
  const policy = parseJsonObject(text);
  if (!policy) {
    throw invalidAttributeValue('RedrivePolicy', 'Redrive policy is not a valid JSON map.');
  }
  for (const name of ['deadLetterTargetArn', 'maxReceiveCount']) {
    if (policy[name] === undefined || policy[name] === null) {
      throw invalidRedrive(text, `Redrive policy does not contain mandatory attribute: ${name}.`);
    }
  }
  const maxReceiveCount = readMaxReceiveCount(text, policy.maxReceiveCount);
  const { deadLetterTargetArn } = policy;
  if (typeof deadLetterTargetArn !== 'string') throw invalidTarget(text);
  checkTarget(text, deadLetterTargetArn, context);
  return { deadLetterTargetArn, maxReceiveCount };
}

/** As GetQueueAttributes shows it: compact, with a number. */
export function formatRedrivePolicy({ deadLetterTargetArn, maxReceiveCount }: RedrivePolicy): string {
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
}

/** @throws SqsError InvalidParameterValueException */
export function readRedriveAllowPolicy(text: string): RedriveAllowPolicy {
  const policy = parseJsonObject(text);
  if (!policy) {
    throw invalidAttributeValue('RedriveAllowPolicy', 'Redrive allow policy is not a valid JSON map.');
  }
  const permission = policy.redrivePermission ?? 'allowAll';
  if (permission !== 'allowAll' && permission !== 'denyAll' && permission !== 'byQueue') {
    throw invalidAllow(text, 'redrivePermission must be one of allowAll, denyAll, byQueue.');
  }
  return { redrivePermission: permission, sourceQueueArns: readSourceArns(text, permission, policy), text };
}

function readMaxReceiveCount(text: string, value: unknown): number {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= maxReceives)
    return count;
  throw invalidRedrive(
    text,
    `Invalid value for maxReceiveCount: ${typeof value === 'string' ? value : JSON.stringify(value)}, valid values are from 1 to ${maxReceives} both inclusive.`,
  );
}

function checkTarget(text: string, targetArn: string, { account, arn, region, isFifo }: PolicyContext): void {
  const parts = parseQueueArn(targetArn);
  if (!parts) throw invalidTarget(text);
  if (parts.accountId !== account.accountId) {
    throw invalidRedrive(text, 'Dead-letter target owner should be same as the source.');
  }
  if (targetArn === arn) return;
  const target = parts.region === region ? account.findQueueByArn(targetArn) : undefined;
  if (!target) throw invalidRedrive(text, 'Dead letter target does not exist.');
  if (target.isFifo !== isFifo) {
    throw invalidRedrive(text, 'Dead-letter queue must be same type of queue as the source.');
  }
  if (!isAllowed(target.settings.redriveAllowPolicy, arn)) {
    throw invalidRedrive(
      text,
      'Queue is not allowed as a source by the redrive allow policy of its dead-letter queue.',
    );
  }
}

function isAllowed(policy: RedriveAllowPolicy | undefined, sourceArn: string): boolean {
  if (!policy || policy.redrivePermission === 'allowAll') return true;
  return policy.redrivePermission === 'byQueue' && policy.sourceQueueArns.includes(sourceArn);
}

function readSourceArns(
  text: string,
  permission: string,
  policy: Record<string, unknown>,
): readonly string[] {
  const arns = policy.sourceQueueArns;
  if (permission !== 'byQueue') {
    if (arns !== undefined) {
      throw invalidAllow(
        text,
        `Amazon SQS can't create the redrive allow policy. sourceQueueArns is allowed only with byQueue.`,
      );
    }
    return [];
  }
  if (!Array.isArray(arns) || arns.length === 0 || arns.length > maxSourceArns) {
    throw invalidAllow(text, `sourceQueueArns must hold 1 to ${maxSourceArns} ARNs with byQueue.`);
  }
  const texts: unknown[] = arns;
  if (!texts.every((arn) => typeof arn === 'string' && parseQueueArn(arn) !== undefined)) {
    throw invalidAllow(text, 'sourceQueueArns must hold the ARNs of queues.');
  }
  return texts as string[];
}

/** Said before any queue is looked for (recorded from AWS). */
function invalidTarget(text: string): Error {
  return invalidRedrive(text, 'Invalid value for deadLetterTargetArn.');
}

function invalidRedrive(text: string, reason: string): Error {
  return invalidValue(text, 'RedrivePolicy', reason);
}

function invalidAllow(text: string, reason: string): Error {
  return invalidValue(text, 'RedriveAllowPolicy', reason);
}
