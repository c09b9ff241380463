import * as vscode from 'vscode';
import { Commands, readSetting } from '../contributions';
import type { StreamedActivity } from '../emulator/admin/adminTypes';
import type { EmulatorClient } from '../emulatorClient/emulatorClient';
import { isEditorLook } from '../shared/editorAgent';
import { lifeLine, requestLine } from '../words/activityText';
import type { CommandContext } from './commandContext';
import { startEmulator } from './emulatorStart';
import { MessageLives } from './messageLives';
import type { CommandRunner } from './runCommand';

/** Earlier requests that are shown at first; the most that one page has is 1000. */
const earlierRequests = 100;

/** Shows what programs ask of the emulator, and what becomes of their messages. */
export function registerEmulatorActivityCommands(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  const output = new ActivityOutput(context);
  const lives = new MessageLives();
  return vscode.Disposable.from(
    output,
    lives,
    runner.register(
      Commands.emulatorShowActivity,
      vscode.l10n.t('Could not show the activity of the emulator'),
      async () => {
        await startEmulator(context);
        await output.show();
      },
    ),
    runner.register(
      Commands.emulatorShowMessageLife,
      vscode.l10n.t('Could not show the life of the message'),
      async () => {
        await startEmulator(context);
        await lives.show(await context.emulator.readClient());
      },
    ),
  );
}

/** An output channel that follows the emulator from when it is first shown, over restarts. */
class ActivityOutput implements vscode.Disposable {
  readonly #context: CommandContext;
  readonly #subscription: vscode.Disposable;
  #channel: vscode.OutputChannel | undefined;
  #following: AbortController | undefined;

  constructor(context: CommandContext) {
    this.#context = context;
    this.#subscription = context.emulator.onDidChangeState(() => {
      if (this.#channel) void this.#follow();
    });
  }

  async show(): Promise<void> {
    this.#channel ??= vscode.window.createOutputChannel('SQS Emulator Activity');
    this.#channel.show(true);
    await this.#follow();
  }

  dispose(): void {
    this.#following?.abort();
    this.#subscription.dispose();
    this.#channel?.dispose();
  }

  /** Begins to read, unless it reads already, and stops when the emulator does. */
  async #follow(): Promise<void> {
    const { emulator, log } = this.#context;
    if (emulator.state.kind !== 'running') {
      this.#following?.abort();
      this.#following = undefined;
      return;
    }
    if (this.#following) return;
    const following = new AbortController();
    this.#following = following;
    const client = await emulator.readClient();
    await this.#showEarlier(client);
    void this.#read(client, following.signal)
      .catch((error: unknown) => {
        if (!following.signal.aborted) log.warn(`Emulator activity: ${String(error)}`);
      })
      .finally(() => {
        if (this.#following === following) this.#following = undefined;
      });
  }

  async #showEarlier(client: EmulatorClient): Promise<void> {
    const { requests } = await client.listRequests({ limit: 1_000 });
    this.#channel?.appendLine(
      vscode.l10n.t('— {0}, its latest requests and what follows —', client.endpoint),
    );
    if (!showsEditor()) {
      const hidden = vscode.l10n.t(
        '(without what the editor asks to show queues: see the setting {0})',
        'queuescope.emulator.activityShowsEditor',
      );
      this.#channel?.appendLine(hidden);
    }
    const shown = requests.filter((request) => isShown({ type: 'request', request }));
    for (const request of shown.slice(-earlierRequests)) this.#append({ type: 'request', request });
  }

  async #read(client: EmulatorClient, signal: AbortSignal): Promise<void> {
    for await (const activity of client.streamActivity(signal)) {
      if (isShown(activity)) this.#append(activity);
    }
  }

  #append(activity: StreamedActivity): void {
    this.#channel?.appendLine(activityLine(activity));
  }
}

function showsEditor(): boolean {
  return readSetting(vscode.workspace, 'emulator.activityShowsEditor');
}

function isShown(activity: StreamedActivity): boolean {
  return activity.type !== 'request' || !isEditorLook(activity.request) || showsEditor();
}

function activityLine(activity: StreamedActivity): string {
  switch (activity.type) {
    case 'request':
      return requestLine(activity.request);
    case 'message':
      return lifeLine(activity.event);
    case 'lost':
      return vscode.l10n.t('… {0} more that came too fast to be shown', activity.count);
  }
}
