import './l10n';
import { CloudWatchHistory } from '../../src/history/cloudWatchHistory';
import type { RatesResult } from '../../src/history/emulatorFollower';
import { Marks } from '../../src/marks/marks';
import { Alarms } from '../../src/panels/alarms';
import { ComposerController, type OpenBodyTab } from '../../src/panels/composerController';
import { composerStrings } from '../../src/panels/composerStrings';
import { DashboardController } from '../../src/panels/dashboardController';
import { dashboardStrings } from '../../src/panels/dashboardStrings';
import type { MessagesEditor, ViewMemory } from '../../src/panels/messages/messagesContext';
import { MessagesController } from '../../src/panels/messagesController';
import { messagesStrings } from '../../src/panels/messagesStrings';
import { OverviewController } from '../../src/panels/overviewController';
import { overviewStrings } from '../../src/panels/overviewStrings';
import { queueHeading } from '../../src/panels/queueHeading';
import { WatchList } from '../../src/panels/watchList';
import type { PeekSource } from '../../src/peek/peek';
import type { LoadedContent } from '../../src/shared/composerMessages';
import type { WatchedQueue } from '../../src/shared/dashboardMessages';
import { Emitter } from '../../src/shared/event';
import type { AttributeSelection } from '../../src/shared/message';
import type { ListView } from '../../src/shared/messageList';
import type { QueueHeading } from '../../src/shared/panelMessages';
import type { QueueRef } from '../../src/shared/queue';
import { emulatorConnection } from '../../src/sqs/connection';
import type { SqsService } from '../../src/sqs/sqsService';
import { systemTimers } from '../../src/sqs/timers';
import type { Memory } from '../../src/templates/memory';
import { SentHistory } from '../../src/templates/sentHistory';
import { failureText } from '../../src/words/failureText';
import type { ManualQueueMonitor } from './manualQueueMonitor';
import { memoryStore } from './memoryStore';
import type { OpenOptions } from './panelPage';
import { MemoryMemento } from './sqsSide';

/** What the page's host opened, copied or reported: for tests to look at. */
export interface PanelRecord {
  readonly opened: string[];
  readonly copied: string[];
  readonly reported: unknown[];
  /** What was exported, with what it was given. */
  readonly exported: unknown[][];
  /** Questions, with their details. */
  readonly asked: string[];
}

export interface HostOptions {
  readonly queue: QueueRef;
  readonly service: () => SqsService;
  readonly heading?: Partial<QueueHeading>;
  readonly record?: PanelRecord;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export function panelRecord(): PanelRecord {
  return { opened: [], copied: [], reported: [], exported: [], asked: [] };
}

function parts({ queue, service, heading = {}, record = panelRecord(), now = Date.now }: HostOptions) {
  const open = (panel: string) => () => void record.opened.push(panel);
  return {
    context: {
      describe: failureText,
      report: (error: unknown) => void record.reported.push(error),
      now,
      service: () => service(),
      openComposer: open('composer'),
      openMessages: open('messages'),
      openDashboard: open('dashboard'),
    },
    heading: (target: QueueRef) => ({
      ...queueHeading(target, emulatorConnection),
      ...(target === queue ? heading : {}),
    }),
    record,
  };
}

/** What the dashboard's host gets beside the queue; real parts, as the editor has them. */
export interface DashboardOptions extends HostOptions {
  readonly monitor: ManualQueueMonitor;
  readonly marks?: Marks;
  readonly rates?: Emitter<RatesResult>;
  readonly hasRates?: boolean;
  /** What the user picks as further queues. */
  readonly picked?: readonly QueueRef[];
  readonly cloudWatch?: CloudWatchHistory;
  readonly cloudWatchOffer?: WatchedQueue['cloudWatchOffer'];
}

/** The real host side of the dashboard. */
export function dashboardHost(options: DashboardOptions): OpenOptions['host'] {
  const { context, heading, record } = parts(options);
  const { monitor, marks = new Marks(), rates = new Emitter<RatesResult>(), hasRates = true } = options;
  const { cloudWatch = new CloudWatchHistory(), cloudWatchOffer = 'none' } = options;
  const watchList = new WatchList(new MemoryMemento(), monitor);
  const did =
    (what: string) =>
    async (...args: unknown[]) => {
      record.exported.push([what, ...args]);
      await Promise.resolve();
    };
  return (post) =>
    new DashboardController(options.queue, {
      ...context,
      monitor,
      history: monitor.history,
      marks,
      watchList,
      hasRates: () => hasRates,
      cloudWatch,
      cloudWatchOffer: () => cloudWatchOffer,
      readCloudWatch: (queues) =>
        record.opened.push(`CloudWatch of ${queues.map(({ queueName }) => queueName).join(', ')}`),
      follower: { watch: () => ({ dispose: () => undefined }), onDidCount: rates.event },
      added: { list: () => [], set: () => undefined },
      pickQueues: () => Promise.resolve(options.picked ?? []),
      openMark: ({ kind }) => record.opened.push(`mark ${kind}`),
      exports: {
        savePicture: did('savePicture'),
        saveCsv: did('saveCsv'),
        openSamples: did('openSamples'),
        copySummary: did('copySummary'),
      },
      heading,
      post,
      strings: dashboardStrings(),
    });
}

/** The real host side of the overview, with the list that it shows. */
export function overviewHost(
  monitor: ManualQueueMonitor,
  watchList: WatchList,
  record: PanelRecord = panelRecord(),
  picked: readonly QueueRef[] = [],
  heading: Partial<QueueHeading> = {},
): OpenOptions['host'] {
  const alarms = new Alarms(watchList, monitor, monitor.history);
  return (post) =>
    new OverviewController({
      describe: failureText,
      report: (error) => record.reported.push(error),
      now: Date.now,
      monitor,
      history: monitor.history,
      watchList,
      alarms,
      timers: systemTimers,
      strings: overviewStrings(),
      heading: (queue) => ({ ...queueHeading(queue, emulatorConnection), ...heading }),
      openDashboard: ({ queueName }) => record.opened.push(`dashboard ${queueName}`),
      pickQueues: () => Promise.resolve(picked),
      post,
    });
}

export interface MessagesHostOptions {
  /** Where the queue can be peeked at, once that was asked. */
  readonly peek?: PeekSource;
  /** The same, known without asking. */
  readonly surePeek?: PeekSource;
  readonly memory?: ViewMemory;
  readonly limitBytes?: number;
  /** To questions, in their order; yes where there is none. */
  readonly answers?: boolean[];
}

/** Keeps nothing beyond the life of a page's host. */
export function emptyMemory(): ViewMemory {
  let view: ListView | undefined;
  let attributes: AttributeSelection | undefined;
  let includesDeadLetters = false;
  let filters: readonly string[] = [];
  return {
    readReceivedAttributes: () => attributes,
    writeReceivedAttributes: (next) => {
      attributes = next;
    },
    readView: () => view,
    writeView: (next) => {
      view = next;
    },
    readIncludesDeadLetters: () => includesDeadLetters,
    writeIncludesDeadLetters: (isOn) => {
      includesDeadLetters = isOn;
    },
    readFilters: () => filters,
    writeFilters: (next) => {
      filters = next;
    },
  };
}

function recordingEditor(record: PanelRecord, answers: boolean[]): MessagesEditor {
  const keep = (text: string) => Promise.resolve(void record.opened.push(text));
  return {
    copy: (text) => Promise.resolve(void record.copied.push(text)),
    save: (queueName, messages) =>
      keep(`save ${queueName} ${messages.length}`).then(() => `${queueName}.json`),
    open: ({ name, text }) => keep(`${name}\n${text}`),
    compare: (left, right) => keep(`compare\n${left.text}\n${right.text}`),
    confirm: (question, detail) => {
      record.asked.push(`${question}\n${detail}`);
      return Promise.resolve(answers.shift() ?? true);
    },
  };
}

/** The real host side of the messages panel; `onHost` gets it. */
export function messagesHost(
  options: HostOptions & MessagesHostOptions,
  onHost: (host: MessagesController) => void = () => undefined,
): OpenOptions['host'] {
  const { context, heading, record } = parts(options);
  const { peek, surePeek, memory, limitBytes = 128 * 1024 * 1024, answers = [] } = options;
  return (post) => {
    const host = new MessagesController(options.queue, {
      ...context,
      post,
      heading: heading(options.queue),
      strings: messagesStrings(),
      surePeek,
      findPeek: () => Promise.resolve(peek),
      editor: recordingEditor(record, answers),
      runCommand: (command, { messages }) =>
        void record.opened.push(`${command} ${messages.map(({ body }) => body).join()}`),
      memory: memory ?? emptyMemory(),
      limitBytes: () => limitBytes,
      target: () => ({ ...options.queue, isFifo: false, endpoint: 'http://127.0.0.1:9324' }),
      onDidSelect: () => undefined,
    });
    onHost(host);
    return host;
  };
}

export interface ComposerHostOptions extends HostOptions {
  readonly memory?: Memory;
  /** The file that the user picks, base64. */
  readonly binary?: string;
  /** What the user picks from the templates. */
  readonly template?: LoadedContent;
  readonly openBodyTab?: OpenBodyTab;
}

/** The real host side of the composer; `onHost` gets it. */
export function composerHost(
  options: ComposerHostOptions,
  onHost: (host: ComposerController) => void = () => undefined,
): OpenOptions['host'] {
  const { context, heading, record } = parts(options);
  const history = new SentHistory(options.memory ?? memoryStore());
  return (post) => {
    const host = new ComposerController(options.queue, {
      ...context,
      post,
      heading: heading(options.queue),
      strings: composerStrings(),
      history,
      pickBinary: () => Promise.resolve(options.binary),
      pickTemplate: () => Promise.resolve(options.template),
      openBodyTab:
        options.openBodyTab ??
        ((body) => {
          record.opened.push(`tab ${body}`);
          return { show: () => undefined, dispose: () => undefined };
        }),
    });
    onHost(host);
    return host;
  };
}
