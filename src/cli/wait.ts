import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { QueueCounts } from '../shared/queue';
import { type Failure, toFailure } from '../sqs/failure';
import { CommandError } from './commandError';
import {
  type CountCondition,
  countOptions,
  countOptionsUsage,
  countsText,
  isMet,
  readCountConditions,
} from './countConditions';
import { failureText } from './failureText';
import { onAddress } from './onQueue';
import { parseWhole, readOptions } from './options';
import { printJson, printLine } from './output';
import { type QueueAddress, queueOptions, queueOptionsUsage } from './queueOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope wait --queue <name> --empty [options]

Waits until the counts of a queue are as wanted, all of them at once. A queue that is not there yet and an
endpoint that does not answer yet are waited for too.

${countOptionsUsage}
Options:
  --timeout <seconds>  gives up after that, with exit code 1 (default 30)

${queueOptionsUsage}
Output:
  --json               prints the last counts as JSON, also when it gives up
`;

export const wait: Verb = { name: 'wait', summary: 'waits for the counts of a queue', usage, run };

const POLL_MS = 250;
/** Each look is a request that AWS bills. */
const AWS_POLL_MS = 2_000;

/** What the last look has shown. */
type Look = { readonly counts: QueueCounts } | { readonly failure: Failure };

function run(args: readonly string[]): Promise<number> {
  const values = parse(args);
  const conditions = readCountConditions(values);
  if (conditions.length === 0) {
    throw CommandError.usage(
      'What to wait for? Say it with --empty, --visible, --in-flight, --delayed or --total.',
    );
  }
  const timeoutSeconds = parseWhole('timeout', values.timeout, 0, 86_400);
  return onAddress(values, async (address) => {
    const last = await lookUntil(address, conditions, timeoutSeconds * 1_000);
    if ('counts' in last) report(last.counts, values.json);
    if ('counts' in last && areMet(conditions, last.counts)) return 0;
    const state =
      'counts' in last ? countsText(last.counts) : failureText(last.failure, address.name, address.target);
    const wanted = conditions.map(({ text }) => text).join(', ');
    throw CommandError.failure(`Waited ${timeoutSeconds} s for ${wanted} of ${address.name}: ${state}`);
  });
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: { ...queueOptions, ...countOptions, timeout: { type: 'string', default: '30' } },
    });
    return values;
  });
}

/** @returns the first look that shows what is wanted, or the last one before the time was over */
async function lookUntil(
  address: QueueAddress,
  conditions: readonly CountCondition[],
  timeoutMs: number,
): Promise<Look> {
  const end = performance.now() + timeoutMs;
  const pollMs = address.target.kind === 'profile' ? AWS_POLL_MS : POLL_MS;
  for (;;) {
    const seen = await look(address);
    const leftMs = end - performance.now();
    if (('counts' in seen && areMet(conditions, seen.counts)) || leftMs <= 0) return seen;
    await sleep(Math.min(pollMs, leftMs));
  }
}

/** @throws Failure of a kind that waiting does not help against */
async function look(address: QueueAddress): Promise<Look> {
  try {
    return { counts: await address.service.readCounts(await address.find()) };
  } catch (error) {
    const failure = toFailure(error);
    if (failure?.kind === 'notFound' || failure?.kind === 'unreachable' || failure?.kind === 'throttled') {
      return { failure };
    }
    throw error;
  }
}

function areMet(conditions: readonly CountCondition[], counts: QueueCounts): boolean {
  return conditions.every((condition) => isMet(condition, counts));
}

function report(counts: QueueCounts, isJson: boolean): void {
  if (isJson) printJson(counts);
  else printLine(countsText(counts));
}
