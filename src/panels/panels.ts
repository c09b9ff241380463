import * as vscode from 'vscode';
import { Commands, readSetting, setContext, TRAFFIC_VIEW } from '../contributions';
import type { MessageDocuments } from '../documents/messageDocuments';
import type { CloudWatchHistory } from '../history/cloudWatchHistory';
import type { ComposerEvent, LoadedContent } from '../shared/composerMessages';
import type { DashboardEvent, WatchedQueue } from '../shared/dashboardMessages';
import { DisposableStore } from '../shared/disposable';
import type { EventMark } from '../shared/marks';
import type { MessageSelection } from '../shared/message';
import type { MessagesEvent } from '../shared/messagesPanelMessages';
import type { OverviewEvent } from '../shared/overviewMessages';
import { type QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { mayHaveMetrics } from '../sqs/metricsReader';
import type { QueueMonitor } from '../sqs/queueMonitor';
import type { SqsServices } from '../sqs/sqsService';
import { systemTimers } from '../sqs/timers';
import type { SavedTemplates } from '../templates/savedTemplates';
import type { SentHistory } from '../templates/sentHistory';
import { failureText } from '../words/failureText';
import { showAlarms } from './alarmSigns';
import { BodyDocuments, type EditedText } from './bodyDocuments';
import { ComposerController } from './composerController';
import { composerStrings } from './composerStrings';
import { pickTemplate } from './composerTemplates';
import { DashboardController } from './dashboardController';
import { createSampleExport } from './dashboardExport';
import { dashboardStrings } from './dashboardStrings';
import { KnownQueues } from './knownQueues';
import { findPeek, surePeek } from './messages/findPeek';
import { sendTarget } from './messages/sendTarget';
import { viewMemory } from './messages/viewMemory';
import { windowEditor } from './messages/windowEditor';
import { MessagesController } from './messagesController';
import { messagesStrings } from './messagesStrings';
import { OverviewController } from './overviewController';
import { OverviewPanel } from './overviewPanel';
import { overviewStrings } from './overviewStrings';
import type { PanelContext } from './panelController';
import { pickBinary } from './pickBinary';
import { queueHeading } from './queueHeading';
import { QueuePanels } from './queuePanels';
import type { Watching } from './watching';

export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  /** Remembers which queues had panels: the workspace state. */
  readonly memento: vscode.Memento;
  readonly services: SqsServices;
  readonly connections: { find(connectionId: string): Connection | undefined };
  readonly monitor: QueueMonitor;
  readonly watching: Watching;
  readonly documents: MessageDocuments;
  /** Where the emulator answers; undefined while it does not run. */
  readonly emulatorEndpoint: () => string | undefined;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  readonly history: SentHistory;
  readonly templates: SavedTemplates;
  readonly cloudWatch: CloudWatchHistory;
}

/** The webview panels of queues: dashboard, messages and composer, one of each for a queue. */
export class Panels implements vscode.Disposable {
  readonly #services: PanelServices;
  readonly #disposables = new DisposableStore();
  readonly #bodies = this.#disposables.add(new BodyDocuments());
  readonly #dashboards;
  readonly #messages;
  readonly #composers;
  readonly #overview;

  constructor(services: PanelServices) {
    this.#services = services;
    const { extensionUri } = services;
    const knownQueues = new KnownQueues(services.memento);
    const { watchList, alarms } = services.watching;
    this.#overview = this.#disposables.add(new OverviewPanel(extensionUri, this.#createOverview));
    this.#disposables.add(
      showAlarms({ alarms, watchList, openDashboard: (queue) => void this.openDashboard(queue) }),
    );
    this.#dashboards = this.#disposables.add(
      new QueuePanels(
        {
          page: 'dashboard',
          title: ({ queueName }) => vscode.l10n.t('{0}: Dashboard', queueName),
          createController: this.#createDashboard,
        },
        extensionUri,
        knownQueues,
      ),
    );
    this.#messages = this.#disposables.add(
      new QueuePanels(
        {
          page: 'messages',
          title: ({ queueName }) => vscode.l10n.t('{0}: Messages', queueName),
          createController: this.#createMessages,
        },
        extensionUri,
        knownQueues,
      ),
    );
    this.#composers = this.#disposables.add(
      new QueuePanels(
        {
          page: 'composer',
          title: ({ queueName }) => vscode.l10n.t('{0}: Send Message', queueName),
          createController: this.#createComposer,
        },
        extensionUri,
        knownQueues,
      ),
    );
  }

  /** The live chart of a queue. */
  openDashboard(queue: QueueRef): Promise<void> {
    return this.#dashboards.open(queue);
  }

  /** The queues on the dashboard that has the focus; none when none has it. */
  get dashboardQueues(): readonly QueueRef[] {
    return this.#dashboards.active?.queues ?? [];
  }

  /** All queues of the watch list. */
  openOverview(): void {
    this.#overview.open();
  }

  /** Puts a queue on the watch list, and shows it. */
  async addToOverview(queue: QueueRef): Promise<void> {
    await this.#services.watching.watchList.set(queue);
    this.openOverview();
  }

  /** Received messages of a queue. Opening receives nothing. */
  openMessages(queue: QueueRef): Promise<void> {
    return this.#messages.open(queue);
  }

  /** A message to be sent to a queue: what was typed there before, or what is given. */
  async openComposer(queue: QueueRef, content?: LoadedContent): Promise<void> {
    await this.#composers.open(queue);
    if (content) this.#composers.find(queue)?.load(content);
  }

  /** Fills a panel of a queue that VS Code brings back after a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (panel.viewType === this.#overview.type) return this.#overview.restore(panel);
    const kinds = [this.#dashboards, this.#messages, this.#composers];
    await kinds.find(({ type }) => type === panel.viewType)?.deserializeWebviewPanel(panel, state);
  }

  /** What is selected in the active messages panel; undefined when none has the focus. */
  selectedMessages(): MessageSelection | undefined {
    return this.#messages.active?.selection;
  }

  /** Takes messages that are not in their queue any more off the list of its panel. */
  forgetMessages(queue: QueueRef, ids: readonly string[]): void {
    this.#messages.find(queue)?.forget(ids);
  }

  /** Opens a text to be edited beside what it was; it lives as long as its tab. */
  editText(name: string, text: string, original: vscode.Uri): EditedText {
    return this.#bodies.openDiff(name, text, original);
  }

  /** Deletes the message that is selected in the active messages panel; false when there is none. */
  async deleteSelectedMessage(): Promise<boolean> {
    return (await this.#messages.active?.deleteSelected()) ?? false;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #context<Event>(post: (event: Event) => void): PanelContext<Event> {
    const report = (error: unknown) => this.#services.log.warn(failureText(error));
    return { post, describe: failureText, report, now: Date.now };
  }

  readonly #service = (queue: QueueRef) => this.#services.services.get(queue.connectionId, queue.region);

  readonly #heading = (queue: QueueRef) => queueHeading(queue, this.#connection(queue));

  readonly #connection = (queue: QueueRef) => this.#services.connections.find(queue.connectionId);

  readonly #createDashboard = (queue: QueueRef, post: DashboardPost) =>
    new DashboardController(queue, {
      ...this.#context(post),
      ...this.#services.watching.dashboardParts(queue),
      monitor: this.#services.monitor,
      strings: dashboardStrings(),
      heading: this.#heading,
      service: this.#service,
      cloudWatch: this.#services.cloudWatch,
      cloudWatchOffer: (target) => cloudWatchOffer(this.#connection(target)),
      readCloudWatch: (queues) =>
        void vscode.commands.executeCommand(Commands.dashboardReadCloudWatch, { queues }),
      openComposer: (target) => void this.openComposer(target),
      openMessages: (target) => void this.openMessages(target),
      openDashboard: (target) => void this.openDashboard(target),
      openMark: (mark) => this.#openMark(mark),
      exports: createSampleExport(
        { samples: this.#services.watching.history, cloudWatch: this.#services.cloudWatch },
        this.#heading,
      ),
    });

  /** Shows where what was marked can be looked into. */
  #openMark({ kind, queue }: EventMark): void {
    if (kind === 'debugStarted' || kind === 'debugStopped')
      return void vscode.commands.executeCommand('workbench.view.debug');
    if (kind === 'trafficStarted' || kind === 'trafficStopped')
      return void vscode.commands.executeCommand(`${TRAFFIC_VIEW}.focus`);
    if (kind === 'faultOn' || kind === 'faultOff' || kind === 'clockAdvanced')
      return void vscode.commands.executeCommand(Commands.emulatorShowActions);
    if (!queue) return;
    if (kind === 'attributesChanged')
      void vscode.commands.executeCommand(Commands.queueEditAttributes, { queue });
    else void this.openMessages(queue);
  }

  readonly #createOverview = (post: (event: OverviewEvent) => void) => {
    const { history, watchList, alarms } = this.#services.watching;
    return new OverviewController({
      ...this.#context(post),
      monitor: this.#services.monitor,
      history,
      watchList,
      alarms,
      timers: systemTimers,
      strings: overviewStrings(),
      heading: this.#heading,
      openDashboard: (queue) => void this.openDashboard(queue),
      pickQueues: () => this.#services.watching.pickQueues(vscode.l10n.t('Add Queues to the Overview')),
    });
  };

  readonly #createMessages = (queue: QueueRef, post: MessagesPost) =>
    new MessagesController(queue, {
      ...this.#context(post),
      strings: messagesStrings(),
      heading: this.#heading(queue),
      service: () => this.#service(queue),
      surePeek: surePeek(this.#connection(queue), () => this.#services.emulatorEndpoint()),
      findPeek: () => findPeek(this.#connection(queue), queue),
      editor: windowEditor(this.#services.documents),
      memory: viewMemory(this.#services.memento, queue),
      limitBytes: () => readSetting(vscode.workspace, 'messages.memoryLimit') * 1024 * 1024,
      runCommand: (command, selection) =>
        void vscode.commands.executeCommand(MESSAGE_COMMANDS[command], selection),
      target: () => sendTarget(queue, this.#connection(queue), this.#services.emulatorEndpoint()),
      openComposer: () => void this.openComposer(queue),
      openDashboard: () => void this.openDashboard(queue),
      onDidSelect: (id) => void setContext(vscode.commands, 'queuescope.messageSelected', id !== undefined),
    });

  readonly #createComposer = (queue: QueueRef, post: ComposerPost) =>
    new ComposerController(queue, {
      ...this.#context(post),
      strings: composerStrings(),
      heading: this.#heading(queue),
      service: () => this.#service(queue),
      openMessages: () => void this.openMessages(queue),
      openDashboard: () => void this.openDashboard(queue),
      history: this.#services.history,
      pickBinary,
      pickTemplate: (current) => pickTemplate({ ...this.#services, queue }, current),
      openBodyTab: (body, mode, listener) => this.#bodies.open(queue.queueName, body, mode, listener),
    });
}

/** On the emulator everything is known already; a custom endpoint has no CloudWatch. */
function cloudWatchOffer(connection: Connection | undefined): WatchedQueue['cloudWatchOffer'] {
  if (mayHaveMetrics(connection)) return 'possible';
  return connection?.kind === 'endpoint' ? 'impossible' : 'none';
}

const MESSAGE_COMMANDS = {
  move: Commands.messageMove,
  resend: Commands.messageResend,
  editAndResend: Commands.messageEditAndResend,
  reproduceLocally: Commands.messageReproduceLocally,
} as const;

type DashboardPost = (event: DashboardEvent) => void;
type MessagesPost = (event: MessagesEvent) => void;
type ComposerPost = (event: ComposerEvent) => void;
