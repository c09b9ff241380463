import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
// Before what imports `vscode`.
import '../support/vscodeStandIn';
import type { CommandContext } from '../../src/commands/commandContext';
import { createQueue } from '../../src/commands/createQueue';
import { purgeQueue } from '../../src/commands/deleteQueue';
import { MinuteRules } from '../../src/commands/minuteRules';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { type QueueRef, queueKey } from '../../src/shared/queue';
import { emulatorConnection } from '../../src/sqs/connection';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { useEmulator } from '../support/emulator';
import { sqsSideOn } from '../support/sqsSide';
import { person } from '../support/vscodeStandIn';

const REGION = 'us-east-1';
const MINUTE_MS = 60_000;

describe('what SQS allows once in 60 seconds', () => {
  const emulator = useEmulator();
  let side: SqsSide;
  let context: CommandContext;
  let queue: QueueRef;
  let now = 0;
  const rules = new MinuteRules(() => now);

  before(() => {
    const { endpoint } = emulator.server;
    side = sqsSideOn(() => endpoint);
    const state = { kind: 'running', endpoint };
    context = { ...side, emulator: { state }, log: { error: () => undefined } } as unknown as CommandContext;
  });

  beforeEach(async () => {
    person.answer = ({ choices, value }) => choices[0] ?? value;
    person.seeProgress = () => undefined;
    person.told = [];
    queue = await side.services.get('emulator', REGION).createQueue('orders', {});
  });

  after(() => side.dispose());

  it('is waited for by the rest of the minute; by all of it when somebody else did it', () => {
    now = 0;
    rules.note('purge', 'a');
    now = 45_000;
    assert.equal(rules.waitAfterRefusal('purge', 'a'), 15_500);
    assert.equal(rules.waitAfterRefusal('recreate', 'a'), MINUTE_MS + 500);
    now = 2 * MINUTE_MS;
    assert.equal(rules.waitAfterRefusal('purge', 'a'), 500);
  });

  it('is counted down for a second purge, which is done then', async () => {
    const service = side.services.get('emulator', REGION);
    await service.purgeQueue(queue);
    now = 0;
    rules.note('purge', queueKey(queue));
    now = MINUTE_MS - 2_000;
    await service.sendMessage(queue, { body: 'to be purged', attributes: [] });
    const seen: string[] = [];
    let passing: Promise<unknown> | undefined;
    person.seeProgress = (message) => {
      seen.push(message);
      passing ??= new EmulatorClient(emulator.server.endpoint).advanceClock({ milliseconds: MINUTE_MS });
    };
    await purgeQueue(context, { queue }, rules);
    await passing;
    assert.equal(seen[0], 'purging again in 3 s');
    assert.equal((await service.readCounts(queue)).visible, 0);
  });

  it('is counted down for a name that was deleted; closing the box creates nothing', async () => {
    await side.services.get('emulator', REGION).deleteQueue(queue);
    person.answer = ({ kind, choices }) => (kind === 'input' ? 'orders' : choices[0]);
    const creating = createQueue(context, { connection: emulatorConnection, region: REGION }, rules);
    await assert.rejects(creating, { name: 'Cancelled' });
    assert.match(person.told.join(), /deleted less than 60 seconds ago\. It is created in 61 s/);
    const listed = [];
    for await (const page of side.services.get('emulator', REGION).listQueues()) listed.push(...page);
    assert.deepEqual(listed, []);
  });
});
