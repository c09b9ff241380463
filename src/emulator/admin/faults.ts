import type { Clock } from '../core/clock';
import type { FaultState } from './adminTypes';
import { errorFault, expiredTokenFault, latencyFault, lostAnswerFault, throttleFault } from './answerFaults';
import { partialBatchFault } from './batchFaults';
import { laggingCountsFault } from './countFaults';
import type { Execute, Fault, FaultableCall, FaultContext } from './faultableCall';
import { faultPresets } from './faultPresets';
import type { FaultKind, FaultPreset, FaultRule, FaultSettings } from './faultRules';
import { duplicateDeliveryFault, emptyReceiveFault, reorderFault, underFillFault } from './receiveFaults';
import { type Random, seededRandom } from './seededRandom';

const makers: Readonly<Record<FaultKind, (rule: FaultRule, context: FaultContext) => Fault>> = {
  error: errorFault,
  throttle: throttleFault,
  expiredToken: expiredTokenFault,
  latency: latencyFault,
  lostAnswer: lostAnswerFault,
  partialBatch: partialBatchFault,
  duplicateDelivery: duplicateDeliveryFault,
  reorder: reorderFault,
  underFill: underFillFault,
  emptyReceive: emptyReceiveFault,
  laggingCounts: laggingCountsFault,
};

/** Actions that a kind can apply to, where not to all. */
const possibleActions: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  partialBatch: ['SendMessageBatch', 'DeleteMessageBatch', 'ChangeMessageVisibilityBatch'],
  duplicateDelivery: ['ReceiveMessage'],
  reorder: ['ReceiveMessage'],
  underFill: ['ReceiveMessage'],
  emptyReceive: ['ReceiveMessage'],
  laggingCounts: ['GetQueueAttributes'],
};

/** A rule with what it has drawn so far. Its draws depend on its seed and on what it saw, on nothing else. */
class ActiveRule {
  readonly rule: FaultRule;
  readonly #fault: Fault;
  readonly #random: Random;
  #seen = 0;
  #struck = 0;

  constructor(rule: FaultRule, seed: number, stream: number, clock: Clock, wallClock: Clock) {
    this.rule = rule;
    // Two streams: how often a fault draws for itself must not decide what it strikes.
    this.#random = seededRandom(seed, 2 * stream);
    const random = seededRandom(seed, 2 * stream + 1);
    this.#fault = makers[rule.kind](rule, { strikes: () => this.#strikes(), random, clock, wallClock });
  }

  get counts(): { readonly seen: number; readonly struck: number } {
    return { seen: this.#seen, struck: this.#struck };
  }

  matches({ action, queue, region: ofCall }: FaultableCall): boolean {
    const { kind, actions, queue: name, region } = this.rule;
    if (possibleActions[kind] && !possibleActions[kind].includes(action)) return false;
    if (actions && !actions.includes(action)) return false;
    if (name !== undefined && queue?.name !== name) return false;
    return region === undefined || (queue?.region ?? ofCall) === region;
  }

  apply(call: FaultableCall, execute: Execute): unknown {
    return this.#fault(call, execute);
  }

  #strikes(): boolean {
    const { rate = 1, after = 0, times = Number.POSITIVE_INFINITY } = this.rule;
    this.#seen++;
    if (this.#seen <= after || this.#struck >= times) return false;
    if (this.#random() >= rate) return false;
    this.#struck++;
    return true;
  }
}

/** How the emulator misbehaves on request. Off after every start. */
export class Faults {
  readonly #clock: Clock;
  readonly #wallClock: Clock;
  readonly #newSeed: () => number;
  #rules: readonly ActiveRule[] = [];
  #seed = 0;
  #preset: FaultPreset | undefined;

  /** @param newSeed a whole number of 32 bits, when the user gives none */
  constructor(clock: Clock, wallClock: Clock, newSeed: () => number) {
    this.#clock = clock;
    this.#wallClock = wallClock;
    this.#newSeed = newSeed;
  }

  get isOn(): boolean {
    return this.#rules.length > 0;
  }

  get state(): FaultState {
    return {
      isOn: this.isOn,
      seed: this.#seed,
      preset: this.#preset,
      rules: this.#rules.map((active) => ({ ...active.rule, ...active.counts })),
    };
  }

  /** Replaces all rules; counts and draws start again. */
  set({ seed, preset, rules = [] }: FaultSettings): void {
    const all = [...(preset ? faultPresets[preset] : []), ...rules];
    const chosen = seed ?? this.#newSeed();
    this.#seed = chosen;
    this.#preset = preset;
    this.#rules = all.map((rule, index) => new ActiveRule(rule, chosen, index, this.#clock, this.#wallClock));
  }

  clear(): void {
    this.#rules = [];
    this.#preset = undefined;
    this.#seed = 0;
  }

  /** Executes a call through all rules that it matches; the first rule is the outermost. */
  run(call: FaultableCall, execute: Execute): unknown {
    const rules = this.#rules.filter((rule) => rule.matches(call));
    const inner = rules.reduceRight<Execute>((next, rule) => (given) => rule.apply(given, next), execute);
    return inner(call);
  }
}
