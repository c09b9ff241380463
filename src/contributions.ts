import * as vscode from 'vscode';

/** Every command, as package.json contributes it. */
export const Commands = {
  queueCreate: 'queuescope.queue.create',
  queueDelete: 'queuescope.queue.delete',
  queuePurge: 'queuescope.queue.purge',
  queueCopyUrl: 'queuescope.queue.copyUrl',
  queueCopyArn: 'queuescope.queue.copyArn',
  dashboardOpen: 'queuescope.dashboard.open',
  messageSend: 'queuescope.message.send',
  messageReceive: 'queuescope.message.receive',
  messageDelete: 'queuescope.message.delete',
  queuesRefresh: 'queuescope.queues.refresh',
  queuesFilter: 'queuescope.queues.filter',
  queuesClearFilter: 'queuescope.queues.clearFilter',
  regionAdd: 'queuescope.region.add',
  regionRemove: 'queuescope.region.remove',
  profileChoose: 'queuescope.profile.choose',
  emulatorStart: 'queuescope.emulator.start',
  emulatorStop: 'queuescope.emulator.stop',
  emulatorRestart: 'queuescope.emulator.restart',
  emulatorReset: 'queuescope.emulator.reset',
  emulatorCopyEndpoint: 'queuescope.emulator.copyEndpoint',
  emulatorOpenTerminal: 'queuescope.emulator.openTerminal',
  emulatorShowActions: 'queuescope.emulator.showActions',
  logShow: 'queuescope.log.show',
} as const;

export type Command = (typeof Commands)[keyof typeof Commands];

/** The view of the activity bar's container. */
export const QUEUES_VIEW = 'queuescope.queues';

/** Context keys for `when` clauses, with the types of their values. */
export interface ContextKeys {
  /** The name filter of the Queues view is set. */
  'queuescope.isFiltered': boolean;
  /** `stopped`, `starting`, `running`, `stopping` or `failed`. */
  'queuescope.emulatorState': string;
  /** A message is selected in the messages panel that has the focus. */
  'queuescope.messageSelected': boolean;
}

/** Settings, without the prefix `queuescope.`, with the types of their values. */
export interface Settings {
  /** 1 … 65535 */
  'emulator.port': number;
  /** Twelve digits. */
  'emulator.accountId': string;
  /** The region that the Emulator shows and that its terminals use. */
  'emulator.region': string;
  'emulator.autoStart': boolean;
  /** Empty for AWS_PROFILE, else `default`. */
  'aws.profile': string;
}

/** Registers a command by its typed name. */
export function registerCommand<Arguments extends unknown[]>(
  command: Command,
  callback: (...args: Arguments) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, callback);
}

export function readSetting<Key extends keyof Settings>(key: Key): Settings[Key] {
  const value = vscode.workspace.getConfiguration('queuescope').get<Settings[Key]>(key);
  if (value === undefined) throw new Error(`package.json has no default for the setting queuescope.${key}.`);
  return value;
}

/** Writes a setting of the user. */
export function writeSetting<Key extends keyof Settings>(key: Key, value: Settings[Key]): Thenable<void> {
  return vscode.workspace
    .getConfiguration('queuescope')
    .update(key, value, vscode.ConfigurationTarget.Global);
}

/** True when the event says that this setting has another value now. */
export function isAffected(event: vscode.ConfigurationChangeEvent, key: keyof Settings): boolean {
  return event.affectsConfiguration(`queuescope.${key}`);
}

export async function setContext<Key extends keyof ContextKeys>(
  key: Key,
  value: ContextKeys[Key],
): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
