import * as vscode from 'vscode';
import type { Features, Startup } from './startup';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  readonly activationEvents: readonly string[];
}

const PANEL_EVENT = 'onWebviewPanel:';

/**
 * Loads `dist/features.js` when a command is run, a panel comes back after a reload or a view is shown:
 * a window in which nobody looks at a queue pays for none of it.
 */
export class LateFeatures implements vscode.Disposable {
  /** Stand for what the features register under the same names. */
  readonly #triggers: vscode.Disposable;
  readonly #startup: () => Startup;
  #loading: Promise<Features> | undefined;
  #isDisposed = false;

  /** @param startup is called when they are loaded */
  constructor({ extension }: vscode.ExtensionContext, startup: () => Startup) {
    this.#startup = startup;
    const manifest = extension.packageJSON as Manifest;
    const events = manifest.activationEvents.filter((event) => event.startsWith(PANEL_EVENT));
    this.#triggers = vscode.Disposable.from(
      ...manifest.contributes.commands.map(({ command }) => this.#commandTrigger(command)),
      ...events.map((event) => this.#panelTrigger(event.slice(PANEL_EVENT.length))),
    );
  }

  /** Calls at the same time share one load. */
  load(): Promise<Features> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async stop(): Promise<void> {
    this.#isDisposed = true;
    const features = await this.#loading?.catch(() => undefined);
    await features?.stop();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#triggers.dispose();
    void this.#loading?.then(
      (features) => void features.dispose(),
      () => undefined,
    );
  }

  async #load(): Promise<Features> {
    const { startFeatures } = await import('../features');
    if (this.#isDisposed) throw new vscode.CancellationError();
    this.#triggers.dispose();
    return startFeatures(this.#startup());
  }

  #commandTrigger(command: string): vscode.Disposable {
    return vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      await this.load();
      return vscode.commands.executeCommand<unknown>(command, ...args);
    });
  }

  #panelTrigger(type: string): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(type, {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await this.load()).restorePanel(panel, state),
    });
  }
}
