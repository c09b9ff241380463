import { toFailure } from '../sqs/failure';
import { CommandError } from './commandError';
import { failureText } from './failureText';
import { addressQueue, type OpenQueue, type QueueAddress, type QueueOptionValues } from './queueOptions';

/**
 * Runs a command on the queue that its options name, and closes the connections.
 * @throws CommandError with a sentence for what SQS or the network said
 */
export function onQueue<T>(values: QueueOptionValues, run: (open: OpenQueue) => Promise<T>): Promise<T> {
  return onAddress(values, async (address) => run({ ...address, queue: await address.find() }));
}

/** The same for a queue that need not be there yet. */
export async function onAddress<T>(
  values: QueueOptionValues,
  run: (address: QueueAddress) => Promise<T>,
): Promise<T> {
  const address = await addressQueue(values);
  try {
    return await run(address);
  } catch (error) {
    const failure = error instanceof CommandError ? undefined : toFailure(error);
    if (!failure) throw error;
    throw CommandError.failure(failureText(failure, address.name, address.target));
  } finally {
    address.dispose();
  }
}

/** Says where a command is about to change something, and on AWS asks for a yes that was given beforehand. */
export function confirmTarget(description: string, isAws: boolean, hasYes: boolean, action: string): void {
  process.stderr.write(`${action}: ${description}\n`);
  if (isAws && !hasYes) {
    throw CommandError.usage('This is AWS. Nothing was done; add --yes if that is what you want.');
  }
}
