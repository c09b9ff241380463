import { after, type Fault, type FaultContext } from './faultableCall';
import type { FaultRule } from './faultRules';

interface BatchInput {
  readonly Entries?: readonly { readonly Id?: string }[];
}

interface BatchFailure {
  readonly Id: string | undefined;
  readonly Code: string;
  readonly Message: string;
  readonly SenderFault: false;
}

interface BatchOutput {
  readonly Failed?: readonly object[];
}

/** Takes entries out before the batch is executed and names them in `Failed`. Draws once for each entry. */
export function partialBatchFault(_rule: FaultRule, { strikes }: FaultContext): Fault {
  return (call, execute) => {
    const { Entries } = call.input as BatchInput;
    if (!call.queue || !Array.isArray(Entries)) return execute(call);
    const entries = Entries as { readonly Id?: string }[];
    const isStruck = entries.map(() => strikes());
    const failed = entries.filter((_, index) => isStruck[index]).map(toFailure);
    if (failed.length === 0) return execute(call);
    const rest = entries.filter((_, index) => !isStruck[index]);
    if (rest.length === 0) return { Failed: failed };
    return after(execute({ ...call, input: { ...call.input, Entries: rest } }), (output) =>
      addFailures(output as BatchOutput, failed),
    );
  };
}

function addFailures(output: BatchOutput, failed: readonly BatchFailure[]): BatchOutput {
  return { ...output, Failed: [...(output.Failed ?? []), ...failed] };
}

function toFailure({ Id }: { readonly Id?: string }): BatchFailure {
  return {
    Id,
    Code: 'InternalError',
    Message: 'This failure was asked for: the emulator has faults switched on.',
    SenderFault: false,
  };
}
