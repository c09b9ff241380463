import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { queueNameOf } from '../sqs/queueUrl';
import { hourlyCost } from '../traffic/cost';
import { preciseTimers } from '../traffic/preciseTimers';
import { seededRandom } from '../traffic/random';
import { type RunningTraffic, startTraffic } from '../traffic/traffic';
import { checkTraffic } from '../traffic/trafficChecks';
import type { TrafficFigures } from '../traffic/trafficFigures';
import type { TrafficSpec } from '../traffic/trafficSpec';
import { CommandError } from './commandError';
import { confirmTarget, onQueue } from './onQueue';
import { parseWhole, readOptions } from './options';
import { printJson, printLine } from './output';
import { describeTarget, type OpenQueue, queueOptions, queueOptionsUsage } from './queueOptions';
import { readTrafficSpec, trafficOptions, trafficOptionsUsage, trafficProblemText } from './trafficOptions';
import type { Verb } from './verb';

const usage = `Usage: queuescope traffic --preset <name> --queue <name> [options]

Sends messages to a queue, or receives, works on and deletes them, until it is interrupted or its limit is
reached. Prints its figures once a second on standard error, and at the end on standard output.

${trafficOptionsUsage}
Options:
  --seed <number>          repeats what chance decides; UUIDs too, so that a FIFO queue takes the messages of
                           a second run within 5 minutes for duplicates
  --yes                    needed on AWS, after you have read which account and region it is and what it costs

${queueOptionsUsage}
Output:
  --json                   prints the figures at the end as JSON

The exit code is 1 when nothing at all was sent or received and something failed.
`;

export const traffic: Verb = {
  name: 'traffic',
  summary: 'lets a producer or consumer work on a queue',
  usage,
  run,
};

const MAX_SEED = 999_999_999;
const REPORT_EVERY_MS = 1_000;

function run(args: readonly string[]): Promise<number> {
  const { yes, seed: seedText, json, ...values } = parse(args);
  const spec = readTrafficSpec(values);
  const seed = seedText === undefined ? randomInt(MAX_SEED + 1) : parseWhole('seed', seedText, 0, MAX_SEED);
  const [problem] = checkTraffic(spec, queueNameOf(values.queue ?? ''));
  if (problem) throw CommandError.usage(trafficProblemText(problem, spec));
  return onQueue(values, async (open) => {
    const isAws = open.target.kind === 'profile';
    const cost = isAws ? `; ${costText(spec, open.queue.queueName)}` : '';
    confirmTarget(`${describeTarget(open)}, seed ${seed}${cost}`, isAws, yes, 'Traffic');
    const figures = await runToEnd(open, spec, seed);
    if (json) printJson(figures);
    else printLine(figuresText(figures));
    return figures.failed > 0 && figures.sent + figures.received === 0 ? 1 : 0;
  });
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...queueOptions,
        ...trafficOptions,
        seed: { type: 'string' },
        yes: { type: 'boolean', default: false },
      },
    });
    return values;
  });
}

async function runToEnd(
  { service, queue }: OpenQueue,
  spec: TrafficSpec,
  seed: number,
): Promise<TrafficFigures> {
  const running = startTraffic(spec, queue, {
    service,
    timers: preciseTimers,
    random: seededRandom(seed),
  });
  const report = setInterval(
    () => process.stderr.write(`${figuresText(running.readFigures())}\n`),
    REPORT_EVERY_MS,
  );
  const unlisten = stopOnInterruption(running);
  try {
    await running.ended;
  } finally {
    clearInterval(report);
    unlisten();
  }
  return running.readFigures();
}

/** A second signal ends the process at once. */
function stopOnInterruption(running: RunningTraffic): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = () => {
    unlisten();
    // What it rejects with is what `ended` rejects with.
    running.stop().catch(() => undefined);
  };
  const unlisten = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return unlisten;
}

function costText(spec: TrafficSpec, queueName: string): string {
  const { requests, dollars } = hourlyCost(spec, queueName);
  return `up to about ${requests} requests an hour, US$ ${dollars.toFixed(2)} at the list price`;
}

function figuresText(figures: TrafficFigures): string {
  const { sent, received, deleted, failed, workFailed, duplicates, receiveToDelete, lastFailure } = figures;
  const counts = `sent ${sent}, received ${received}, deleted ${deleted}, failed ${failed}, work failed ${workFailed}, duplicates ${duplicates}`;
  const times = receiveToDelete
    ? `, receive to delete p50 ${receiveToDelete.p50Ms.toFixed(1)} ms, p99 ${receiveToDelete.p99Ms.toFixed(1)} ms`
    : '';
  const failure = lastFailure ? `, last failure ${lastFailure.code}: ${lastFailure.message}` : '';
  return counts + times + failure;
}
