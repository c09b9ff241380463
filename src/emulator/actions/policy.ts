import type { Queue } from '../core/queue';
import { invalidAttributeValue } from './failures';
import { parseJsonObject } from './json';

const maxPolicyBytes = 8192;

/** One statement of a queue policy; what the emulator does not write itself it carries along. */
export interface Statement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

/**
 * Returns the text of a policy after a look at its shape: a JSON object with at least one statement.
 * @throws SqsError InvalidAttributeValue
 */
export function checkPolicy(text: string): string {
  const policy = parseJsonObject(text);
  const statement = policy?.Statement;
  const isShaped = typeof statement === 'object' && statement !== null;
  if (!isShaped || Buffer.byteLength(text) > maxPolicyBytes) throw invalidAttributeValue('Policy');
  return text;
}

/** The policy of a queue, or the empty one that AddPermission starts with. */
export function readPolicy(queue: Queue): PolicyDocument {
  const policy = queue.settings.policy === undefined ? undefined : parseJsonObject(queue.settings.policy);
  if (!policy) return { Version: '2008-10-17', Id: `${queue.arn}/SQSDefaultPolicy`, Statement: [] };
  const statements: unknown = policy.Statement;
  return {
    ...policy,
    Version: typeof policy.Version === 'string' ? policy.Version : '2008-10-17',
    Statement: (Array.isArray(statements) ? statements : [statements]) as Statement[],
  };
}
