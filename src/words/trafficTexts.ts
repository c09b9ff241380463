import * as vscode from 'vscode';
import { messageText } from '../queueFile/problemText';
import type { PresetName } from '../traffic/presets';
import type { SharedTrafficProblem } from '../traffic/sharedTraffic';
import type { TrafficField, TrafficProblem } from '../traffic/trafficChecks';
import type { FieldName } from '../traffic/trafficFields';
import type { TrafficFigures } from '../traffic/trafficFigures';
import type { TrafficSpec } from '../traffic/trafficSpec';

/** What a preset does. */
export function presetText(name: PresetName): string {
  switch (name) {
    case 'slow-producer':
      return vscode.l10n.t('One message a second, hidden for its first 10 seconds');
    case 'fast-producer':
      return vscode.l10n.t('One message a second, hidden for its first 2 seconds');
    case 'slow-consumer':
      return vscode.l10n.t('Visibility 20 s, wait 10 s; deletes what it receives, then works 8 s');
    case 'fast-consumer':
      return vscode.l10n.t('Visibility 5 s, wait 10 s; deletes what it receives, then works 2 s');
    case 'fifo-producer':
      return vscode.l10n.t('One message a second, all in one message group');
    case 'fifo-consumer':
      return vscode.l10n.t('Works 7 s on what it may hide for 5 s: its deletes are refused');
  }
}

/** What a producer or consumer does, in a few words. */
export function specText(spec: TrafficSpec): string {
  if (spec.kind === 'producer') {
    const { pace } = spec;
    if (pace.kind === 'rate') return vscode.l10n.t('{0} messages a second', pace.perSecond);
    return pace.everySeconds === undefined
      ? vscode.l10n.t('{0} messages at once', pace.size)
      : vscode.l10n.t('{0} messages every {1} s', pace.size, pace.everySeconds);
  }
  const { workers, batchSize, workMs } = spec;
  const work =
    workMs.to > workMs.from ? `${workMs.from / 1_000}–${workMs.to / 1_000}` : String(workMs.from / 1_000);
  return vscode.l10n.t('{0} × receive up to {1}, {2} s of work', workers, batchSize, work);
}

/** The figures of a run, each with its name; what a producer or consumer cannot have is left out. */
export function figureTexts(
  spec: TrafficSpec,
  figures: TrafficFigures,
): readonly (readonly [label: string, value: string])[] {
  const { sent, received, deleted, failed, workFailed, duplicates, receiveToDelete, lastFailure } = figures;
  return [
    ...(spec.kind === 'producer'
      ? [[vscode.l10n.t('Sent'), numberText(sent)] as const]
      : [
          [vscode.l10n.t('Received'), numberText(received)] as const,
          [vscode.l10n.t('Deleted'), numberText(deleted)] as const,
          [vscode.l10n.t('Duplicates'), numberText(duplicates)] as const,
        ]),
    [vscode.l10n.t('Failed'), numberText(failed)],
    ...(workFailed > 0 ? [[vscode.l10n.t('Work That Failed'), numberText(workFailed)] as const] : []),
    ...(receiveToDelete
      ? [
          [
            vscode.l10n.t('Receive to Delete'),
            vscode.l10n.t(
              'p50 {0}, p99 {1}',
              timeText(receiveToDelete.p50Ms),
              timeText(receiveToDelete.p99Ms),
            ),
          ] as const,
        ]
      : []),
    ...(lastFailure
      ? [
          [
            vscode.l10n.t('Last Failure'),
            [lastFailure.code, lastFailure.message].filter(Boolean).join(': '),
          ] as const,
        ]
      : []),
  ];
}

function numberText(value: number): string {
  return value.toLocaleString(vscode.env.language);
}

/** Such as `8 ms` or `2.1 s`. */
function timeText(ms: number): string {
  return ms < 1_000
    ? vscode.l10n.t('{0} ms', Math.max(1, Math.round(ms)))
    : vscode.l10n.t('{0} s', (ms / 1_000).toFixed(1));
}

/** What a field is called. */
export function fieldText(name: FieldName): string {
  const texts: Readonly<Record<FieldName, string>> = {
    rate: vscode.l10n.t('Messages a Second'),
    burst: vscode.l10n.t('Messages at Once'),
    every: vscode.l10n.t('Repeat after Seconds'),
    body: vscode.l10n.t('Body'),
    attributes: vscode.l10n.t('Message Attributes'),
    delay: vscode.l10n.t('Delay in Seconds'),
    groups: vscode.l10n.t('Message Groups'),
    deduplicationId: vscode.l10n.t('Deduplication ID'),
    workers: vscode.l10n.t('Receivers Side by Side'),
    batchSize: vscode.l10n.t('Messages of a Receive'),
    visibilityTimeout: vscode.l10n.t('Visibility Timeout in Seconds'),
    waitTimeSeconds: vscode.l10n.t('Wait Time in Seconds'),
    work: vscode.l10n.t('Work on a Message in Seconds'),
    failureRate: vscode.l10n.t('Share of Work That Fails'),
    deletes: vscode.l10n.t('When It Deletes'),
    failedEntries: vscode.l10n.t('Refused Entries of a Batch'),
    limitMessages: vscode.l10n.t('Ends after Messages'),
    limitSeconds: vscode.l10n.t('Ends after Seconds'),
  };
  return texts[name];
}

/** How a field is written. */
export function fieldHint(name: FieldName): string {
  switch (name) {
    case 'body':
      return vscode.l10n.t('Filled in: {0}', '{{index}}, {{uuid}}, {{timestamp}}, {{random 1 100}}');
    case 'attributes':
      return vscode.l10n.t('Name=value or Name:Type=value, with semicolons between');
    case 'groups':
      return vscode.l10n.t('one:<id>, round-robin:<number>, random:<number> or zipf:<number>');
    case 'work':
      return vscode.l10n.t('A number such as 2, or a range such as 1..3');
    case 'failureRate':
      return vscode.l10n.t('From 0 to 1');
    case 'deduplicationId':
      return vscode.l10n.t('A template such as {0}; empty for content-based deduplication', '{{uuid}}');
    case 'delay':
    case 'visibilityTimeout':
    case 'waitTimeSeconds':
      return vscode.l10n.t('A number; empty for what the queue says');
    case 'every':
    case 'limitMessages':
    case 'limitSeconds':
      return vscode.l10n.t('A number; empty for never');
    default:
      return vscode.l10n.t('A number');
  }
}

/** What a choice of a field means. */
export function choiceText(choice: string): string {
  const texts: Readonly<Record<string, string>> = {
    beforeWork: vscode.l10n.t('Before the work'),
    afterWork: vscode.l10n.t('After the work'),
    never: vscode.l10n.t('Never'),
    ignore: vscode.l10n.t('Forget them'),
    retry: vscode.l10n.t('Try them again'),
    stop: vscode.l10n.t('End'),
  };
  return texts[choice] ?? choice;
}

const fieldOfRange: Readonly<Record<TrafficField, FieldName | 'groups'>> = {
  perSecond: 'rate',
  burstSize: 'burst',
  everySeconds: 'every',
  groupCount: 'groups',
  workers: 'workers',
  batchSize: 'batchSize',
  visibilityTimeout: 'visibilityTimeout',
  waitTimeSeconds: 'waitTimeSeconds',
  workFromMs: 'work',
  workToMs: 'work',
  failureRate: 'failureRate',
  limitMessages: 'limitMessages',
  limitSeconds: 'limitSeconds',
};

/** What keeps a producer or consumer from running, and what is allowed. */
export function trafficProblemText(problem: TrafficProblem): string {
  switch (problem.code) {
    case 'placeholderUnknown':
      return vscode.l10n.t(
        '{0} is not known; allowed are {1}.',
        problem.placeholder,
        '{{index}}, {{uuid}}, {{timestamp}}, {{random 1 100}}',
      );
    case 'message':
      return messageText(problem.problem, vscode.l10n);
    case 'outOfRange': {
      const { field, least, most, isWhole } = problem;
      const unit = field === 'workFromMs' || field === 'workToMs' ? 1_000 : 1;
      const name = fieldText(fieldOfRange[field]);
      return isWhole
        ? vscode.l10n.t('{0}: a whole number from {1} to {2}.', name, least, most)
        : vscode.l10n.t('{0}: a number from {1} to {2}.', name, least / unit, most / unit);
    }
  }
}

/** What is wrong with an entry of a file. */
export function sharedProblemText({ index, reason }: SharedTrafficProblem): string {
  return vscode.l10n.t('traffic[{0}]: {1}', index, reasonText(reason));
}

function reasonText(reason: SharedTrafficProblem['reason']): string {
  switch (reason.code) {
    case 'queueMissing':
      return vscode.l10n.t('“queue” must be the name of a queue.');
    case 'presetUnknown':
      return vscode.l10n.t('“preset” must be one of {0}.', reason.presets.join(', '));
    case 'keyUnknown':
      return vscode.l10n.t(
        '“{0}” is not known here; allowed are: {1}.',
        reason.key,
        reason.allowed.join(', '),
      );
    case 'notUnderstood':
      return vscode.l10n.t('“{0}” is not understood.', reason.key);
    case 'refused':
      return trafficProblemText(reason.problem);
  }
}
