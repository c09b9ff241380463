import { type Failure, NO_CREDENTIALS } from '../sqs/failure';
import type { ClientTarget } from '../sqs/sqs';

/** What to tell of a failed call, with what to do where something can be done. */
export function failureText(failure: Failure, queue: string, target: ClientTarget): string {
  switch (failure.kind) {
    case 'notFound':
      return `There is no queue "${queue}" in ${target.region} at ${place(target)}.`;
    case 'unreachable':
      return `No answer from ${place(target)}: ${failure.message}${advice(target)}`;
    case 'denied':
      return failure.code === NO_CREDENTIALS
        ? `There are no credentials for ${place(target)}: ${failure.message}`
        : `${place(target)} denied it: ${failure.message}`;
    case 'expired':
      return `The credentials of ${place(target)} have expired. Sign in again: ${failure.message}`;
    case 'throttled':
      return `${place(target)} refused it for now: ${failure.message}`;
    case 'invalid':
    case 'refused':
      return `${place(target)} refused it: ${failure.message}`;
  }
}

function place(target: ClientTarget): string {
  if (target.kind === 'profile') return `AWS (profile ${target.profile})`;
  return target.kind === 'keys' ? 'AWS' : target.endpoint;
}

function advice(target: ClientTarget): string {
  if (target.kind === 'profile') return '';
  return '\nStart the emulator with "queuescope emulator", or say with --endpoint where SQS answers.';
}
