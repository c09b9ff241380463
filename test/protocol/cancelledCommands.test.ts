import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
// Before what imports `vscode`.
import '../support/vscodeStandIn';
import { registerCloudWatchCommand } from '../../src/commands/cloudWatchHistory';
import type { CommandContext } from '../../src/commands/commandContext';
import { registerMessageCommands } from '../../src/commands/messageCommands';
import { registerMeterCommands } from '../../src/commands/meterCommands';
import { registerOverviewCommands } from '../../src/commands/overviewCommands';
import { registerQueueCommands } from '../../src/commands/queueCommands';
import { registerRedriveCommands } from '../../src/commands/redriveCommands';
import { CommandRunner } from '../../src/commands/runCommand';
import { registerTrafficCommands } from '../../src/commands/trafficCommands';
import { registerUnlockCommands } from '../../src/commands/unlockCommands';
import { registerViewCommands } from '../../src/commands/viewCommands';
import { Commands } from '../../src/contributions';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { MoveJournal } from '../../src/moves/moveJournal';
import { Emitter } from '../../src/shared/event';
import type { MessageDraft, ReceivedMessage } from '../../src/shared/message';
import type { QueueRef } from '../../src/shared/queue';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { SentHistory } from '../../src/templates/sentHistory';
import { presets } from '../../src/traffic/presets';
import type { TrafficHost } from '../../src/traffic/trafficHost';
import { TrafficBook } from '../../src/trafficView/trafficBook';
import { changingActions } from '../support/callCounter';
import { CountingProxy } from '../support/countingProxy';
import { useEmulator } from '../support/emulator';
import { callJson } from '../support/rawCalls';
import { MemoryMemento, sqsSideOn } from '../support/sqsSide';
import { files, person, type Question, registeredCommands, runCommand } from '../support/vscodeStandIn';

const ID = 'endpoint:1';
const REGION = 'us-east-1';

/** A command that changes queues. */
interface Changing {
  /** The queue whose row it is run on; `region` for the region's; absent: from the palette. */
  readonly on?: 'orders' | 'orders-dlq' | 'spare' | 'region';
  /** By the number of the question, from 0; the first choice, or what stands in the box, where there is none. */
  readonly answers?: readonly (string | undefined)[];
  /** A move task of the dead-letter queue is under way. */
  readonly hasTask?: boolean;
  /** What it changes is the emulator, whatever its messages come from. */
  readonly isLocal?: boolean;
}

/** Every command that changes a queue or its messages when all its questions are answered. */
const changing: Partial<Record<keyof typeof Commands, Changing>> = {
  queueCreate: { on: 'region', answers: ['Standard', 'made-here'] },
  queueDelete: { on: 'orders' },
  queuePurge: { on: 'orders' },
  queueClone: { on: 'orders', answers: ['Counted', 'orders-clone'] },
  queueCheck: { on: 'orders', answers: ['Short polling'] },
  queueEditAttributes: { on: 'orders', answers: ['Visibility timeout', '75', 'Apply'] },
  queueSetDeadLetterQueue: { on: 'spare' },
  queueSetAllowPolicy: { on: 'orders-dlq' },
  queueRedrive: { on: 'orders-dlq' },
  queueShowRedrives: { on: 'orders-dlq', hasTask: true },
  redriveCancel: { answers: ['Counted', 'orders-dlq'], hasTask: true },
  messageQuickSend: { on: 'orders' },
  messageSendFromFile: { on: 'orders' },
  messageMove: { answers: ['Counted', 'spare'] },
  messageResend: {},
  messageReproduceLocally: { isLocal: true },
  queueRepair: { on: 'orders-dlq' },
  trafficAdd: { on: 'orders' },
  trafficStart: {},
};

/** Commands that change no queue, whatever is answered. */
const harmless: readonly (keyof typeof Commands)[] = [
  ...(['queueCopyUrl', 'queueCopyArn', 'queueCopyAs', 'queueOpenInConsole', 'queuesExport'] as const),
  ...(['queueEditAsJson', 'queueEditPolicy', 'queueEditTags', 'queueUnlock', 'queueLock'] as const),
  ...([
    'dashboardOpen',
    'dashboardReadCloudWatch',
    'overviewOpen',
    'overviewAdd',
    'messageSend',
    'messageReceive',
  ] as const),
  ...(['messageDelete', 'messageSendSelection', 'messageEditAndResend', 'movesShowUnfinished'] as const),
  ...(['queuesRefresh', 'queuesFilter', 'queuesClearFilter', 'queuesFind', 'queuesFindByPrefix'] as const),
  ...(['queuesSortByDepth', 'queuesSortByName', 'queuePin', 'queueUnpin', 'queueReveal', 'rowOpen'] as const),
  ...(['meterShow', 'trafficStop', 'trafficStopAll', 'trafficEdit', 'trafficRemove'] as const),
];

/** Families that have nothing to do with the queues of a connection: the emulator, the list of connections, terminals. */
const ofNoQueue = /^queuescope\.(emulator|environment|connection|region|profile|log|diagnostics|queueFile)\./;

describe('a command', () => {
  const emulator = useEmulator({ isRelaxed: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-commands-'));
  const journal = new MoveJournal(folder);
  let proxy: CountingProxy;
  let endpoint: string;
  let side: SqsSide;
  let selected: readonly ReceivedMessage[];
  let registered: { dispose(): unknown };
  /** Runs of traffic that were started: they would change queues from another thread. */
  let runs: number;

  before(async () => {
    proxy = new CountingProxy(emulator.server.endpoint);
    endpoint = await proxy.start();
    files.set('/messages.ndjson', '{"body":"from a file"}\n');
    side = sqsSideOn(() => endpoint);
    await side.connections.put({ kind: 'endpoint', id: ID, name: 'Counted', url: endpoint, region: REGION });
    // Whose account it is would be asked by itself.
    for (const id of [ID, 'emulator']) side.connections.found(id, { account: '000000000000' });
    registered = await register();
  });

  after(async () => {
    registered.dispose();
    await journal.dispose();
    side.dispose();
    await proxy.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(() => side.connections.mark(ID, { isReadOnly: false, isProduction: false }));

  it('is in the table of those that change queues, of those that do not, or has nothing to do with them', () => {
    const known = [...Object.keys(changing), ...harmless].map(
      (key) => Commands[key as keyof typeof Commands],
    );
    const meant = Object.values(Commands).filter((id) => !ofNoQueue.test(id));
    assert.deepEqual([...known].sort(), [...meant].sort());
    assert.deepEqual([...registeredCommands()].sort(), [...meant].sort());
  });

  for (const [key, row] of Object.entries(changing)) {
    const id = Commands[key as keyof typeof Commands];

    it(`${id} changes nothing when any of its questions is left without an answer`, async () => {
      const all = await run(id, row, Infinity);
      assert.ok(
        all.changes.length > 0,
        `it changes nothing at all: ${all.questions.map(({ text }) => text).join(', ')}`,
      );
      // What comes after a change, such as another round of the same list, is no question before it.
      const before = all.questionsBeforeChange;
      assert.ok(before > 0, `it asks nothing before ${all.changes[0]}`);
      for (let cancelled = 0; cancelled < before; cancelled += 1) {
        const { changes, questions } = await run(id, row, cancelled);
        assert.deepEqual(changes, [], `cancelled at: ${questions[cancelled]?.text}`);
      }
    });

    if (row.isLocal) continue;
    it(`${id} changes nothing on a read-only connection, whatever is answered`, async () => {
      await side.connections.mark(ID, { isReadOnly: true });
      assert.deepEqual((await run(id, row, Infinity)).changes, []);
    });
  }

  for (const key of harmless) {
    it(`${Commands[key]} changes nothing, whatever is answered`, async () => {
      assert.deepEqual((await run(Commands[key], { on: 'orders' }, Infinity)).changes, []);
    });
  }

  it('unlocks a queue of production only with a yes', async () => {
    await side.connections.mark(ID, { isProduction: true });
    await run(Commands.queueUnlock, { on: 'orders' }, 0);
    assert.equal(side.unlocks.isUnlocked(queue('orders'), connection()), false);
    await run(Commands.queueUnlock, { on: 'orders' }, Infinity);
    assert.equal(side.unlocks.isUnlocked(queue('orders'), connection()), true);
  });

  interface Ran {
    readonly questions: readonly Question[];
    readonly changes: readonly string[];
    readonly questionsBeforeChange: number;
  }

  /** @param cancelled number of the question that gets no answer */
  async function run(
    id: string,
    { on, answers = [], hasTask = false }: Changing,
    cancelled: number,
  ): Promise<Ran> {
    await fill(hasTask);
    const questions: Question[] = [];
    const changes: string[] = [];
    let questionsBeforeChange = 0;
    const changed = (what: string) => {
      if (changes.length === 0) questionsBeforeChange = questions.length;
      changes.push(what);
    };
    runs = 0;
    proxy.onAction = (action) => changingActions.has(action) && changed(action);
    person.told = [];
    person.answer = (question) => {
      questions.push(question);
      const index = questions.length - 1;
      // Some lists come again after each choice.
      if (index >= cancelled || changes.length > 0 || index > 20) return undefined;
      return answers[index] ?? question.choices[0] ?? question.value;
    };
    const target =
      on === 'region' ? { connection: connection(), region: REGION } : on && { queue: queue(on) };
    await runCommand(id, target);
    proxy.onAction = () => undefined;
    for (let count = 0; count < runs; count += 1) changed('traffic');
    return { questions, changes, questionsBeforeChange };
  }

  function connection() {
    const found = side.connections.find(ID);
    assert.ok(found);
    return found;
  }

  function queue(queueName: string): QueueRef {
    return { connectionId: ID, region: REGION, queueUrl: urlOf(queueName), queueName };
  }

  function urlOf(queueName: string): string {
    return `${endpoint}/000000000000/${queueName}`;
  }

  /** The queues as every run finds them: `orders` with a message in hand, its dead-letter queue with two. */
  async function fill(hasTask: boolean): Promise<void> {
    const call = async (action: string, input: object) => {
      const { status, body } = await callJson(emulator.server.endpoint, action, input);
      assert.equal(status, 200, `${action}: ${JSON.stringify(body)}`);
      return body as Record<string, unknown>;
    };
    await new EmulatorClient(emulator.server.endpoint).reset();
    const arnOf = (name: string) => `arn:aws:sqs:${REGION}:000000000000:${name}`;
    const policy = { deadLetterTargetArn: arnOf('orders-dlq'), maxReceiveCount: 3 };
    const Attributes = { RedrivePolicy: JSON.stringify(policy) };
    await call('CreateQueue', { QueueName: 'orders-dlq' });
    await call('CreateQueue', { QueueName: 'spare' });
    await call('CreateQueue', { QueueName: 'orders', Attributes });
    for (const MessageBody of ['{"id":1}', '{"id":2}'])
      await call('SendMessage', { QueueUrl: urlOf('orders-dlq'), MessageBody });
    if (hasTask) {
      const task = { SourceArn: arnOf('orders-dlq'), DestinationArn: arnOf('spare') };
      await call('StartMessageMoveTask', { ...task, MaxNumberOfMessagesPerSecond: 1 });
    }
    await call('SendMessage', { QueueUrl: urlOf('orders'), MessageBody: 'in hand' });
    // Not through the guard of the connection, and before the run is counted.
    const direct = side.services.get('emulator', REGION);
    selected = await direct.receiveMessages(queue('orders'), {
      maxNumberOfMessages: 1,
      waitTimeSeconds: 0,
      visibilityTimeout: 600,
    });
    assert.equal(selected.length, 1);
  }

  async function register(): Promise<{ dispose(): unknown }> {
    const idle = () => Promise.resolve(undefined);
    const memory = new MemoryMemento();
    const host = { onDidChangeRun: new Emitter().event, start: () => (runs += 1), stop: idle, stopAll: idle };
    const book = new TrafficBook(memory, host as unknown as TrafficHost);
    const place = { connectionId: ID, region: REGION, queueName: 'orders' };
    const preset = Object.keys(presets)[0] as keyof typeof presets;
    await book.add({ ...place, name: 'a producer', spec: presets[preset] });
    const history = new SentHistory(memory);
    const draft: MessageDraft = { body: 'sent before', attributes: [] };
    await history.add(queue('orders'), draft, { messageId: '1', md5OfBody: '' }, 1);
    const { port } = emulator.server;
    const context = {
      ...side,
      emulator: { state: { kind: 'running', port, wantedPort: port, endpoint } },
      emulatorRegion: () => REGION,
      history,
      journal,
      traffic: { book, reveal: idle },
      log: { error: () => undefined, warn: () => undefined },
      explorer: {
        filter: '',
        setFilter: () => undefined,
        refresh: () => undefined,
        redraw: () => undefined,
        reveal: () => Promise.resolve(true),
        revealFound: idle,
        openSelectedRow: idle,
        openRegion: () =>
          Promise.resolve({ queues: { nodes: [], readAttributes: idle }, setSnapshot: () => undefined }),
        find: () => undefined,
        knownQueues: [],
        pins: { has: () => false, countLike: () => 0, set: idle },
        moveTasks: {
          follow: () => undefined,
          onDidRead: new Emitter().event,
          onDidFail: new Emitter().event,
        },
      },
      panels: {
        openDashboard: idle,
        dashboardQueues: [],
        openMessages: idle,
        openComposer: idle,
        openOverview: idle,
        addToOverview: idle,
        deleteSelectedMessage: () => Promise.resolve(true),
        selectedMessages: () => ({ queue: queue('orders'), messages: selected }),
        forgetMessages: () => undefined,
      },
    } as unknown as CommandContext;
    const runner = new CommandRunner(context.log);
    const parts = [
      registerQueueCommands,
      registerMessageCommands,
      registerRedriveCommands,
      registerTrafficCommands,
      registerUnlockCommands,
      registerViewCommands,
      registerMeterCommands,
      registerOverviewCommands,
      registerCloudWatchCommand,
    ].map((add) => add(context, runner));
    return { dispose: () => [...parts, book].forEach((part) => void part.dispose()) };
  }
});
