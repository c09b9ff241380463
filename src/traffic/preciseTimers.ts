import { systemTimers, type Timers } from '../sqs/timers';

/** The time of this machine in fractions of a millisecond, which fast traffic is measured by; it never goes back. */
export const preciseTimers: Timers = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, callback) => systemTimers.after(ms, callback),
};
