import * as vscode from 'vscode';
import { isAffected, readSetting } from '../contributions';
import type { Disposable } from '../shared/disposable';
import type { SamplingIntervals } from '../sqs/sampling';

/** Shorter pauses would be load, not news. */
const SHORTEST_SECONDS = 0.25;

/** How often queues are sampled, as the settings say. */
export class SamplingSettings implements Disposable {
  readonly #listener: Disposable;
  #intervals = readIntervals();

  constructor() {
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      const isOurs =
        isAffected(event, 'sampling.localSeconds') ||
        isAffected(event, 'sampling.awsSeconds') ||
        isAffected(event, 'sampling.secondsByConnection');
      if (isOurs) this.#intervals = readIntervals();
    });
  }

  get intervals(): SamplingIntervals {
    return this.#intervals;
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

function readIntervals(): SamplingIntervals {
  const byConnection = Object.entries(readSetting(vscode.workspace, 'sampling.secondsByConnection'));
  return {
    local: milliseconds(readSetting(vscode.workspace, 'sampling.localSeconds')),
    aws: milliseconds(readSetting(vscode.workspace, 'sampling.awsSeconds')),
    byConnection: Object.fromEntries(
      byConnection.flatMap(([id, seconds]) =>
        Number.isFinite(seconds) ? [[id, milliseconds(seconds)]] : [],
      ),
    ),
  };
}

function milliseconds(seconds: number): number {
  return Math.max(Number.isFinite(seconds) ? seconds : 1, SHORTEST_SECONDS) * 1_000;
}
