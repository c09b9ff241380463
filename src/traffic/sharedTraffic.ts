import { type PresetName, presetNames, presets } from './presets';
import { checkTraffic, type TrafficProblem } from './trafficChecks';
import type { TrafficDefinition } from './trafficDefinition';
import { type FieldName, trafficFields } from './trafficFields';
import type { TrafficSpec } from './trafficSpec';

/** What is wrong with an entry of `traffic` in a file; `index` from 0. */
export interface SharedTrafficProblem {
  readonly index: number;
  readonly reason:
    | { readonly code: 'queueMissing' }
    | { readonly code: 'presetUnknown'; readonly presets: readonly string[] }
    | { readonly code: 'keyUnknown'; readonly key: string; readonly allowed: readonly string[] }
    | { readonly code: 'notUnderstood'; readonly key: string }
    | { readonly code: 'refused'; readonly problem: TrafficProblem; readonly spec: TrafficSpec };
}

export interface SharedTraffic {
  readonly definitions: readonly TrafficDefinition[];
  readonly problems: readonly SharedTrafficProblem[];
}

const ownKeys = ['name', 'queue', 'region', 'preset'] as const;

/**
 * Reads the list `traffic` of a file such as `.vscode/queuescope.json`: presets with changes, for the emulator alone.
 * @param text of the whole file; one that is no JSON has no traffic
 * @param origin makes the ids unique among files
 */
export function parseSharedTraffic(
  text: string,
  origin: string,
  defaults: { readonly connectionId: string; readonly region: string },
): SharedTraffic {
  const list = readList(text);
  const definitions: TrafficDefinition[] = [];
  const problems: SharedTrafficProblem[] = [];
  list.forEach((value, index) => {
    const read = readEntry(asRecord(value));
    if ('reason' in read) problems.push({ index, reason: read.reason });
    else definitions.push({ ...defaults, ...read, id: `${origin}#${index}` });
  });
  return { definitions, problems };
}

function readList(text: string): readonly unknown[] {
  try {
    const { traffic } = asRecord(JSON.parse(text.replace(/^\uFEFF/, '')));
    return Array.isArray(traffic) ? traffic : [];
  } catch {
    return [];
  }
}

type Read = Pick<TrafficDefinition, 'name' | 'queueName' | 'spec'> & { readonly region?: string };

function readEntry(entry: Readonly<Record<string, unknown>>): Read | Pick<SharedTrafficProblem, 'reason'> {
  const { queue, preset, region } = entry;
  if (typeof queue !== 'string' || queue === '') return { reason: { code: 'queueMissing' } };
  const known = presetNames.find((name) => name === preset);
  if (!known) return { reason: { code: 'presetUnknown', presets: presetNames } };
  const changed = readChanges(known, entry);
  if ('reason' in changed) return changed;
  const [problem] = checkTraffic(changed.spec, queue);
  if (problem) return { reason: { code: 'refused', problem, spec: changed.spec } };
  const name = typeof entry['name'] === 'string' && entry['name'] !== '' ? entry['name'] : known;
  return {
    name,
    queueName: queue,
    spec: changed.spec,
    ...(typeof region === 'string' && region ? { region } : {}),
  };
}

/** Values are texts as people type them, or numbers. They are read in the order of the fields. */
function readChanges(
  preset: PresetName,
  entry: Readonly<Record<string, unknown>>,
): { readonly spec: TrafficSpec } | Pick<SharedTrafficProblem, 'reason'> {
  let spec = presets[preset];
  const names = trafficFields(spec).map(({ name }) => name);
  const allowed: readonly string[] = [...ownKeys, ...names];
  const unknown = Object.keys(entry).find((key) => !allowed.includes(key));
  if (unknown !== undefined) return { reason: { code: 'keyUnknown', key: unknown, allowed } };
  for (const key of names.filter((name) => name in entry)) {
    const value = entry[key];
    const isText = typeof value === 'string' || typeof value === 'number';
    const changed = isText ? changeField(spec, key, String(value)) : undefined;
    if (!changed) return { reason: { code: 'notUnderstood', key } };
    spec = changed;
  }
  return { spec };
}

function changeField(spec: TrafficSpec, name: FieldName, text: string): TrafficSpec | undefined {
  return trafficFields(spec)
    .find((field) => field.name === name)
    ?.change(text);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
