// Moves one message and ends; the tests kill it on the way.

import { Move } from '../../src/moves/move';
import { MoveJournal } from '../../src/moves/moveJournal';
import { EMULATOR_ID } from '../../src/sqs/connection';
import { openService } from '../../src/sqs/standaloneService';

const [endpoint = '', sourceName = '', targetName = '', folder = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const target = { kind: EMULATOR_ID, endpoint, region: 'us-east-1' } as const;
  const opened = openService(target, () => import('../../src/sqs/sqs'));
  const { service } = opened;
  const [source, destination] = await Promise.all([
    service.getQueueUrl(sourceName),
    service.getQueueUrl(targetName),
  ]);
  const [message] = await service.receiveMessages(source, { maxNumberOfMessages: 1, visibilityTimeout: 600 });
  if (!message) throw new Error('There is no message to move.');
  const move = new Move(
    {
      source: { service, queue: source },
      target: { service, queue: destination },
      journal: new MoveJournal(folder),
      knownIds: new Set(),
      now: () => Date.now(),
    },
    message,
  );
  await move.run();
  opened.dispose();
}

void main();
