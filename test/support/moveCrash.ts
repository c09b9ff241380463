import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { MoveJournal } from '../../src/moves/moveJournal';
import type { QueueRef } from '../../src/shared/queue';
import type { SqsService } from '../../src/sqs/sqsService';

/** Rounds that go on at the same time, each with queues of its own. */
const AT_ONCE = 4;

/** What the rounds showed. */
export interface CrashFigures {
  readonly rounds: number;
  /** Rounds after which the message was in both queues. */
  readonly inBoth: number;
}

/**
 * Kills a program that moves a message between its send and its delete, again and again: while it reads the answer,
 * writes it down, or waits for the delete.
 * @throws AssertionError when a message is in neither queue, or in both without being listed by the journal
 */
export async function crashMoves(
  endpoint: string,
  service: SqsService,
  rounds: number,
): Promise<CrashFigures> {
  const program = await bundleProgram();
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-moves-'));
  const admin = new EmulatorClient(endpoint);
  // No delete gets through before the program ends.
  await admin.setFaults({
    rules: [{ kind: 'latency', actions: ['DeleteMessage'], minMs: 60_000, maxMs: 60_000 }],
  });
  try {
    let inBoth = 0;
    for (let first = 0; first < rounds; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, rounds - first);
      const results = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          crashOnce({ endpoint, service, program, folder, round: first + index }),
        ),
      );
      inBoth += results.filter((isInBoth) => isInBoth).length;
    }
    return { rounds, inBoth };
  } finally {
    await admin.clearFaults();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly endpoint: string;
  readonly service: SqsService;
  readonly program: string;
  readonly folder: string;
  readonly round: number;
}

async function crashOnce({ endpoint, service, program, folder, round }: Round): Promise<boolean> {
  const isFifo = round % 2 === 1;
  const suffix = isFifo ? '.fifo' : '';
  const attributes = isFifo ? { FifoQueue: 'true' } : {};
  const source = await service.createQueue(`crash-source-${round}${suffix}`, attributes);
  const target = await service.createQueue(`crash-target-${round}${suffix}`, attributes);
  const ids = isFifo ? { messageGroupId: 'g', messageDeduplicationId: 'd' } : {};
  const { messageId } = await service.sendMessage(source, { body: `round ${round}`, attributes: [], ...ids });
  const journalFolder = path.join(folder, String(round));
  mkdirSync(journalFolder);
  const child = spawn(
    process.execPath,
    [program, endpoint, source.queueName, target.queueName, journalFolder],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  );
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await waitForMessage(service, target);
  // Between the arrival of the message and its delete, which hangs.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
  child.kill('SIGKILL');
  await ended;
  const isInSource = (await countOf(service, source)) === 1;
  const isInTarget = (await countOf(service, target)) === 1;
  assert.ok(isInSource || isInTarget, `round ${round}: the message is lost`);
  const unfinished = await new MoveJournal(journalFolder).readUnfinished();
  const isListed = unfinished.some((move) => move.messageId === messageId);
  assert.ok(isListed || !(isInSource && isInTarget), `round ${round}: the journal does not list the message`);
  return isInSource && isInTarget;
}

async function waitForMessage(service: SqsService, queue: QueueRef): Promise<void> {
  while ((await countOf(service, queue)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function countOf(service: SqsService, queue: QueueRef): Promise<number> {
  const { visible, inFlight, delayed } = await service.readCounts(queue);
  return visible + inFlight + delayed;
}

async function bundleProgram(): Promise<string> {
  const outfile = path.resolve('dist/test/support/moveProgram.js');
  await esbuild.build({
    entryPoints: ['test/support/moveProgram.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
