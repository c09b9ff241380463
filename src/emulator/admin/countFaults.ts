import type { Queue } from '../core/queue';
import { after, type Fault, type FaultContext } from './faultableCall';
import type { FaultRule } from './faultRules';

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

interface AttributesOutput {
  readonly Attributes?: Readonly<Record<string, string>>;
}

/** The counts of a queue as they were when somebody asked. */
interface Sample {
  readonly takenAt: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Tells counts again until they are `lagMs` old (60 s at most on AWS; GetQueueAttributes, API reference). */
export function laggingCountsFault({ lagMs = 5_000 }: FaultRule, { strikes, clock }: FaultContext): Fault {
  const samples = new WeakMap<Queue, Sample>();
  return (call, execute) => {
    const { queue } = call;
    if (!queue || !strikes()) return execute(call);
    const sample = takeSample(samples, queue, clock.now(), lagMs);
    return after(execute(call), (output) => withCounts(output as AttributesOutput, sample.values));
  };
}

function takeSample(samples: WeakMap<Queue, Sample>, queue: Queue, now: number, lagMs: number): Sample {
  const known = samples.get(queue);
  if (known && now < known.takenAt + lagMs) return known;
  const { visible, inFlight, delayed } = queue.getCounts();
  const values = Object.fromEntries(
    counts.map((name, index) => [name, String([visible, inFlight, delayed][index])]),
  );
  const sample: Sample = { takenAt: now, values };
  samples.set(queue, sample);
  return sample;
}

/** Only the counts that were asked for. */
function withCounts(output: AttributesOutput, values: Sample['values']): AttributesOutput {
  const { Attributes } = output;
  if (!Attributes) return output;
  const old = Object.entries(values).filter(([name]) => name in Attributes);
  return { ...output, Attributes: { ...Attributes, ...Object.fromEntries(old) } };
}
