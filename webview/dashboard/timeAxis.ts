const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Steps of the time axis, in milliseconds. */
export const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
].map((seconds) => seconds * 1_000);

/** Steps of an axis of durations, in seconds. */
export const SECOND_STEPS = [
  ...TIME_STEPS.map((ms) => ms / 1_000),
  ...[2, 4, 7, 14, 28].map((days) => days * 86_400),
];

const minuteFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const secondFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** Labels of the time axis; the first one of another day than the one before names its day. */
export function formatTimes(splits: readonly number[], step: number): string[] {
  const format = step < MINUTE_MS ? secondFormat : minuteFormat;
  return splits.map((at, index) => {
    const before = splits[index - 1];
    const isOtherDay = before !== undefined && new Date(at).getDate() !== new Date(before).getDate();
    return isOtherDay || step >= DAY_MS ? dayFormat.format(at) : format.format(at);
  });
}
