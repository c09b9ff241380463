// @ts-check
// What a process has cost so far, from /proc (Linux).
import { readdirSync, readFileSync } from 'node:fs';

/** User and system time of all threads that live, in seconds, exact to the nanosecond. @param {number} pid */
export function cpuSeconds(pid) {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]);
  }
  return nanoseconds / 1e9;
}

/** Resident memory in bytes. @param {number} pid */
export function residentBytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}
