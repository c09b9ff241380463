import type { Clock } from '../core/clock';
import { SqsError } from '../core/sqsError';
import { after, type Fault, type FaultContext, LostAnswer } from './faultableCall';
import type { FaultRule } from './faultRules';
import { drawWhole } from './seededRandom';

export function errorFault({ code, message }: FaultRule, { strikes }: FaultContext): Fault {
  const text = message ?? 'This error was asked for: the emulator has faults switched on.';
  return (call, execute) => {
    if (strikes()) throw new SqsError(code ?? 'InternalFailure', text);
    return execute(call);
  };
}

export function throttleFault(_rule: FaultRule, { strikes }: FaultContext): Fault {
  return (call, execute) => {
    if (strikes()) throw new SqsError('RequestThrottled', 'Request is throttled.');
    return execute(call);
  };
}

export function expiredTokenFault(_rule: FaultRule, { strikes }: FaultContext): Fault {
  return (call, execute) => {
    if (strikes())
      throw new SqsError('ExpiredTokenException', 'The security token included in the request is expired');
    return execute(call);
  };
}

export function latencyFault(
  { minMs = 0, maxMs = Math.max(minMs, 1_000) }: FaultRule,
  { strikes, random, wallClock }: FaultContext,
): Fault {
  return (call, execute) => {
    if (!strikes()) return execute(call);
    return wait(wallClock, drawWhole(random, minMs, maxMs)).then(() => execute(call));
  };
}

export function lostAnswerFault(_rule: FaultRule, { strikes }: FaultContext): Fault {
  return (call, execute) => {
    if (!strikes()) return execute(call);
    return after(execute(call), () => {
      throw new LostAnswer();
    });
  };
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(clock.now() + ms, resolve);
  });
}
