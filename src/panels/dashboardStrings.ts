import { l10n } from 'vscode';
import type { CloudWatchStrings, DashboardStrings } from '../shared/dashboardMessages';
import type { MarkKind } from '../shared/marks';
import { headingStrings } from './queueHeading';

export function dashboardStrings(): DashboardStrings {
  return {
    ...headingStrings(),
    ...seriesStrings(),
    ...controlStrings(),
    now: l10n.t('Now'),
    atTime: l10n.t('At {0}'),
    answeredIn: l10n.t('answered in {0} ms'),
    sendMessage: l10n.t('Send Message'),
    receiveMessages: l10n.t('Receive Messages'),
    noSamples: l10n.t('No samples yet'),
    noSamplesHint: l10n.t('The chart begins with the first answer of the queue.'),
    outage: l10n.t('No samples since {0}. {1}'),
    chartLabel: l10n.t('Message counts of {0} over time'),
    ratesLabel: l10n.t('Messages of {0} per second over time'),
    chartHint: l10n.t(
      'Left and right arrow keys read the samples, plus and minus zoom, Shift and arrow keys move in time, 0 resets, Escape goes back to the present.',
    ),
    summary: l10n.t('{0}, {1}: {2}'),
    seriesSummary: l10n.t('{0} now {1}, lowest {2}, highest {3}'),
    approximate: l10n.t('AWS counts are approximate and lag by up to a minute.'),
    cost: l10n.t('This page asks AWS {0} times an hour, about {1} at list price.'),
    perSecond: l10n.t('per second'),
    perMinute: l10n.t('{0} per minute'),
    steady: l10n.t('steady'),
    drainsIn: l10n.t('Empty in about {0}'),
    notDraining: l10n.t('Not draining'),
    empty: l10n.t('Empty'),
    growth: l10n.t('{0} in {1}'),
    table: l10n.t('Data table'),
    tableCaption: l10n.t('Samples of {0}, newest first'),
    time: l10n.t('Time'),
    marks: markStrings(),
    events: l10n.t('{0} events'),
    marksLabel: l10n.t('Events of {0}'),
    cloudWatch: cloudWatchStrings(),
  };
}

function cloudWatchStrings(): CloudWatchStrings {
  return {
    name: l10n.t('CloudWatch'),
    read: l10n.t('CloudWatch History…'),
    readHint: l10n.t('Read the hours before from CloudWatch; the price is shown before anything is sent'),
    remove: l10n.t('Remove CloudWatch'),
    impossible: l10n.t('No history from CloudWatch: a custom endpoint has none.'),
    days: l10n.t('{0} d'),
    span: l10n.t('CloudWatch, {0}'),
    period: l10n.t('highest of each {0}'),
    perSecond: l10n.t('per second, mean of {0}'),
    lag: l10n.t('CloudWatch lags by some minutes, and has no values of queues that nobody used.'),
    dashDotLine: l10n.t('line of dashes and dots'),
    keyHint: l10n.t('H reads history from CloudWatch.'),
    emptyReceives: l10n.t('Empty receives'),
    oldestAge: l10n.t('Oldest message'),
    ratesLabel: l10n.t('CloudWatch: messages of {0} per second over time'),
    ageLabel: l10n.t('CloudWatch: age of the oldest message of {0} over time'),
    tableTitle: l10n.t('Data table of CloudWatch'),
    tableCaption: l10n.t('What CloudWatch says of {0}, newest first'),
    tablePeriod: l10n.t('Of'),
    summary: l10n.t('CloudWatch of {0}, {1}: {2}'),
    extent: l10n.t('{0} lowest {1}, highest {2}'),
    total: l10n.t('{0} {1} in all'),
    reading: l10n.t('CloudWatch, from {0}: {1}'),
  };
}

function seriesStrings() {
  return {
    deadLetterQueue: l10n.t('Dead-letter queue'),
    visible: l10n.t('Visible'),
    inFlight: l10n.t('In flight'),
    delayed: l10n.t('Delayed'),
    sent: l10n.t('Sent'),
    received: l10n.t('Received'),
    deleted: l10n.t('Deleted'),
    net: l10n.t('Net arrival'),
    solidLine: l10n.t('solid line'),
    dashedLine: l10n.t('dashed line'),
    dottedLine: l10n.t('dotted line'),
  };
}

function controlStrings() {
  return {
    window: l10n.t('Time window'),
    minutes: l10n.t('{0} min'),
    hours: l10n.t('{0} h'),
    pause: l10n.t('Pause'),
    resume: l10n.t('Resume'),
    paused: l10n.t('Paused at {0}'),
    drawing: l10n.t('Drawing'),
    lines: l10n.t('Lines'),
    stacked: l10n.t('Stacked'),
    zoomIn: l10n.t('Zoom In'),
    zoomOut: l10n.t('Zoom Out'),
    panLeft: l10n.t('Earlier'),
    panRight: l10n.t('Later'),
    reset: l10n.t('Reset View'),
    addQueues: l10n.t('Add Queues…'),
    remove: l10n.t('Remove'),
    keepWatching: l10n.t('Keep watching'),
    keepWatchingHint: l10n.t('Sample this queue also while nothing shows it'),
    export: l10n.t('Export'),
    savePicture: l10n.t('Save Picture (PNG)…'),
    saveCsv: l10n.t('Save Samples (CSV)…'),
    openSamples: l10n.t('Open Samples in Editor'),
    copySummary: l10n.t('Copy Summary (Markdown)'),
  };
}

/** What each kind of mark says; {0} is the number of messages. */
export function markStrings(): Readonly<Record<MarkKind, string>> {
  return {
    sent: l10n.t('Sent: {0}'),
    received: l10n.t('Received: {0}'),
    deleted: l10n.t('Deleted: {0}'),
    purged: l10n.t('Purged'),
    redriven: l10n.t('Redriven'),
    attributesChanged: l10n.t('Attributes changed'),
    trafficStarted: l10n.t('Traffic started'),
    trafficStopped: l10n.t('Traffic stopped'),
    deadLettered: l10n.t('Moved to the dead-letter queue: {0}'),
    faultOn: l10n.t('Faults switched on'),
    faultOff: l10n.t('Faults switched off'),
    clockAdvanced: l10n.t('Clock advanced'),
    debugStarted: l10n.t('Debugging started'),
    debugStopped: l10n.t('Debugging stopped'),
  };
}
