import type {
  ConfigurationChangeEvent,
  ConfigurationScope,
  ConfigurationTarget,
  commands,
  Disposable,
  workspace,
} from 'vscode';

// Types alone of vscode, so that tests outside the editor can compare the names with package.json.

/** Every command, as package.json contributes it. */
export const Commands = {
  queueCreate: 'queuescope.queue.create',
  queueDelete: 'queuescope.queue.delete',
  queuePurge: 'queuescope.queue.purge',
  queueCopyUrl: 'queuescope.queue.copyUrl',
  queueCopyArn: 'queuescope.queue.copyArn',
  queueClone: 'queuescope.queue.clone',
  queueCheck: 'queuescope.queue.check',
  queueCopyAs: 'queuescope.queue.copyAs',
  queueOpenInConsole: 'queuescope.queue.openInConsole',
  queuesExport: 'queuescope.queues.export',
  queueEditAttributes: 'queuescope.queue.editAttributes',
  queueEditAsJson: 'queuescope.queue.editAsJson',
  queueEditPolicy: 'queuescope.queue.editPolicy',
  queueEditTags: 'queuescope.queue.editTags',
  queueSetDeadLetterQueue: 'queuescope.queue.setDeadLetterQueue',
  queueSetAllowPolicy: 'queuescope.queue.setAllowPolicy',
  queueRedrive: 'queuescope.queue.redrive',
  queueShowRedrives: 'queuescope.queue.showRedrives',
  redriveCancel: 'queuescope.redrive.cancel',
  queueFileApply: 'queuescope.queueFile.apply',
  dashboardOpen: 'queuescope.dashboard.open',
  dashboardReadCloudWatch: 'queuescope.dashboard.readCloudWatch',
  overviewOpen: 'queuescope.overview.open',
  overviewAdd: 'queuescope.overview.add',
  messageSend: 'queuescope.message.send',
  messageReceive: 'queuescope.message.receive',
  messageDelete: 'queuescope.message.delete',
  messageQuickSend: 'queuescope.message.quickSend',
  messageSendFromFile: 'queuescope.message.sendFromFile',
  messageSendSelection: 'queuescope.message.sendSelection',
  messageMove: 'queuescope.message.move',
  messageResend: 'queuescope.message.resend',
  messageEditAndResend: 'queuescope.message.editAndResend',
  messageReproduceLocally: 'queuescope.message.reproduceLocally',
  queueRepair: 'queuescope.queue.repair',
  movesShowUnfinished: 'queuescope.moves.showUnfinished',
  queuesRefresh: 'queuescope.queues.refresh',
  queuesFilter: 'queuescope.queues.filter',
  queuesClearFilter: 'queuescope.queues.clearFilter',
  queuesFind: 'queuescope.queues.find',
  queuesFindByPrefix: 'queuescope.queues.findByPrefix',
  queuesSortByDepth: 'queuescope.queues.sortByDepth',
  queuesSortByName: 'queuescope.queues.sortByName',
  queuePin: 'queuescope.queue.pin',
  queueUnpin: 'queuescope.queue.unpin',
  queueReveal: 'queuescope.queue.reveal',
  rowOpen: 'queuescope.row.open',
  regionAdd: 'queuescope.region.add',
  regionRemove: 'queuescope.region.remove',
  profileChoose: 'queuescope.profile.choose',
  connectionAdd: 'queuescope.connection.add',
  connectionEdit: 'queuescope.connection.edit',
  connectionRemove: 'queuescope.connection.remove',
  connectionTest: 'queuescope.connection.test',
  connectionSignIn: 'queuescope.connection.signIn',
  connectionMark: 'queuescope.connection.mark',
  connectionColour: 'queuescope.connection.setColour',
  queueUnlock: 'queuescope.queue.unlock',
  queueLock: 'queuescope.queue.lock',
  meterShow: 'queuescope.meter.show',
  diagnosticsCopy: 'queuescope.diagnostics.copy',
  emulatorStart: 'queuescope.emulator.start',
  emulatorStop: 'queuescope.emulator.stop',
  emulatorDetach: 'queuescope.emulator.detach',
  emulatorRestart: 'queuescope.emulator.restart',
  emulatorReset: 'queuescope.emulator.reset',
  emulatorCopyEndpoint: 'queuescope.emulator.copyEndpoint',
  emulatorOpenTerminal: 'queuescope.emulator.openTerminal',
  emulatorAllowContainers: 'queuescope.emulator.allowContainers',
  emulatorDisallowContainers: 'queuescope.emulator.disallowContainers',
  emulatorFaults: 'queuescope.emulator.faults',
  emulatorClock: 'queuescope.emulator.clock',
  emulatorShowActivity: 'queuescope.emulator.showActivity',
  emulatorShowMessageLife: 'queuescope.emulator.showMessageLife',
  emulatorSaveSnapshot: 'queuescope.emulator.saveSnapshot',
  emulatorRestoreSnapshot: 'queuescope.emulator.restoreSnapshot',
  emulatorShowActions: 'queuescope.emulator.showActions',
  environmentUseEmulator: 'queuescope.environment.useEmulator',
  environmentStopUsingEmulator: 'queuescope.environment.stopUsingEmulator',
  environmentFindBypasses: 'queuescope.environment.findBypasses',
  trafficAdd: 'queuescope.traffic.add',
  trafficStart: 'queuescope.traffic.start',
  trafficStop: 'queuescope.traffic.stop',
  trafficStopAll: 'queuescope.traffic.stopAll',
  trafficEdit: 'queuescope.traffic.edit',
  trafficRemove: 'queuescope.traffic.remove',
  logShow: 'queuescope.log.show',
} as const;

export type Command = (typeof Commands)[keyof typeof Commands];

/** The view of the activity bar's container. */
export const QUEUES_VIEW = 'queuescope.queues';

/** Scheme of the documents that show the attributes and tags of a queue. */
export const QUEUE_DOCUMENTS = 'queuescope-queue';

/** Producers and consumers, below the queues. */
export const TRAFFIC_VIEW = 'queuescope.traffic';

/** Context keys for `when` clauses, with the types of their values. */
export interface ContextKeys {
  /** The name filter of the Queues view is set. */
  'queuescope.isFiltered': boolean;
  /** `stopped`, `starting`, `running`, `stopping` or `failed`. */
  'queuescope.emulatorState': string;
  /** The emulator that this window works with belongs to somebody else. */
  'queuescope.isAttached': boolean;
  /** Programs of a workspace folder at least are led to the emulator. */
  'queuescope.usesEmulator': boolean;
  /** A producer or consumer is at work. */
  'queuescope.isTrafficRunning': boolean;
  /** A message is selected in the messages panel that has the focus. */
  'queuescope.messageSelected': boolean;
}

/** Settings, without the prefix `queuescope.`, with the types of their values. */
export interface Settings {
  /** 127.0.0.1 for this machine alone, else the address to bind. */
  'emulator.host': string;
  /** 1 … 65535 */
  'emulator.port': number;
  /** Host names besides those of this machine by which clients may call. */
  'emulator.allowedHosts': readonly string[];
  'emulator.allowContainers': boolean;
  /** Queues and messages outlive the emulator. */
  'emulator.durable': boolean;
  'emulator.synchronous': 'normal' | 'full';
  /** MiB, 1 … 768 */
  'emulator.memoryCap': number;
  'emulator.relaxed': boolean;
  /** The activity also has what the editor asks to show queues. */
  'emulator.activityShowsEditor': boolean;
  /** MiB of messages that a messages panel keeps, 8 … 2048. */
  'messages.memoryLimit': number;
  /** Twelve digits. */
  'emulator.accountId': string;
  /** The region that the Emulator shows and that its terminals use. */
  'emulator.region': string;
  'emulator.autoStart': boolean;
  /** Whether terminals, tasks and debug sessions of a folder talk to the emulator, and with whose credentials. */
  'environment.useEmulator': 'off' | 'sqsOnly' | 'dummyCredentials';
  /** Seconds, 0 … 3600; 0: never. */
  'queues.refreshLocal': number;
  /** Seconds, 0 … 3600; 0: never. */
  'queues.refreshAws': number;
  /** Characters of a queue's name that its row shows, 0 … 80; 0: all. */
  'queues.nameLength': number;
  /** Empty for AWS_PROFILE, else `default`. */
  'aws.profile': string;
  /** Seconds between two samples of a queue of the emulator; 0.25 … 3600, as are the next two. */
  'sampling.localSeconds': number;
  'sampling.awsSeconds': number;
  /** By the id of a connection, such as `emulator` or `profile:dev`. */
  'sampling.secondsByConnection': Readonly<Record<string, number>>;
  /** Calls of an hour on a connection to AWS, after which refreshing stops; at least 1. */
  'aws.callBudget': number;
}

/** Registers a command by its typed name; `vscodeCommands` is `vscode.commands`. */
export function registerCommand<Arguments extends unknown[]>(
  vscodeCommands: typeof commands,
  command: Command,
  callback: (...args: Arguments) => unknown,
): Disposable {
  return vscodeCommands.registerCommand(command, callback);
}

/**
 * Reads a setting by its typed name; `vscodeWorkspace` is `vscode.workspace`.
 * @param scope the workspace folder whose value is wanted
 */
export function readSetting<Key extends keyof Settings>(
  vscodeWorkspace: typeof workspace,
  key: Key,
  scope?: ConfigurationScope,
): Settings[Key] {
  const value = vscodeWorkspace.getConfiguration('queuescope', scope).get<Settings[Key]>(key);
  if (value === undefined) throw new Error(`package.json has no default for the setting queuescope.${key}.`);
  return value;
}

export function writeSetting<Key extends keyof Settings>(
  vscodeWorkspace: typeof workspace,
  key: Key,
  value: Settings[Key],
  target: ConfigurationTarget,
  scope?: ConfigurationScope,
): Thenable<void> {
  return vscodeWorkspace.getConfiguration('queuescope', scope).update(key, value, target);
}

/** True when the event says that this setting has another value now. */
export function isAffected(event: ConfigurationChangeEvent, key: keyof Settings): boolean {
  return event.affectsConfiguration(`queuescope.${key}`);
}

/** Sets a context key; `vscodeCommands` is `vscode.commands`. */
export async function setContext<Key extends keyof ContextKeys>(
  vscodeCommands: typeof commands,
  key: Key,
  value: ContextKeys[Key],
): Promise<void> {
  await vscodeCommands.executeCommand('setContext', key, value);
}
