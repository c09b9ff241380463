import { readFile } from 'node:fs/promises';
import { type AppliedQueue, applyQueueFile, QueueFileError } from '../queueFile/applyQueueFile';
import { parseQueueFile } from '../queueFile/parseQueueFile';
import { problemText } from '../queueFile/problemText';
import type { QueueFile } from '../queueFile/queueFile';
import { DEFAULT_REGION } from '../sqs/regions';
import type { SqsService } from '../sqs/sqsService';
import { openService } from '../sqs/standaloneService';
import { CommandError } from './commandError';
import { loadSqs, regionOfVariables } from './queueOptions';

/** @throws CommandError with exit code 2 and one line for everything that is wrong with the file */
export async function readQueueFile(path: string): Promise<QueueFile> {
  const { file, problems } = parseQueueFile(
    await readText(path),
    regionOfVariables(process.env) || DEFAULT_REGION,
  );
  if (file) return file;
  const sentences = problems.map((problem) => problemText(problem));
  throw CommandError.usage(
    sentences.length === 1
      ? `${path}: ${sentences[0]}`
      : [`${path} has ${sentences.length} problems:`, ...sentences].join('\n  '),
  );
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw CommandError.usage(
      code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${message}`,
    );
  }
}

/**
 * Makes the queues of a file at an emulator.
 * @returns what was done, in words
 * @throws CommandError with exit code 1
 */
export async function applyAt(endpoint: string, file: QueueFile): Promise<string> {
  const opened = new Map<string, ReturnType<typeof openService>>();
  const getService = (region: string): SqsService => {
    const known = opened.get(region) ?? openService({ kind: 'emulator', endpoint, region }, loadSqs);
    opened.set(region, known);
    return known.service;
  };
  try {
    return summarize(await applyQueueFile(file, getService));
  } catch (error) {
    if (!(error instanceof QueueFileError)) throw error;
    const { queue, failure } = error;
    throw CommandError.failure(`Queue ${queue.name} in ${queue.region}: ${failure.message}`);
  } finally {
    for (const connection of opened.values()) connection.dispose();
  }
}

function summarize(queues: readonly AppliedQueue[]): string {
  const outcomes = (['created', 'updated', 'unchanged'] as const).map(
    (outcome) => `${queues.filter((queue) => queue.outcome === outcome).length} ${outcome}`,
  );
  const sent = queues.reduce((sum, queue) => sum + queue.sentMessages, 0);
  return `Queues: ${outcomes.join(', ')}. Messages sent: ${sent}.`;
}
