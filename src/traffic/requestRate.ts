import { messageSize } from '../shared/messageChecks';
import { DraftSource } from './draftSource';
import { seededRandom } from './random';
import { planSends } from './sendPlan';
import type { ConsumerSpec, ProducerSpec, TrafficSpec } from './trafficSpec';

const HOUR_SECONDS = 3_600;
/** A call to AWS takes about this long, so a consumer without work makes no more calls than that allows. */
const CALL_SECONDS = 0.02;
/** SQS bills each 64 KiB that a call carries as a request. */
const BILLED_CHUNK_BYTES = 65_536;

/**
 * About how many requests SQS would bill for an hour of this traffic, at most: a consumer never runs dry.
 * @param spec one in which `checkTraffic` found no problem
 */
export function requestsPerHour(spec: TrafficSpec): number {
  return Math.ceil(spec.kind === 'producer' ? producerRequests(spec) : consumerRequests(spec));
}

function producerRequests(spec: ProducerSpec): number {
  const { pace, limit } = spec;
  const draft = new DraftSource(spec, seededRandom(0)).next(0);
  const [firstSend] = planSends(pace, limit);
  const callSize = firstSend?.count ?? 1;
  const messages = pace.kind === 'rate' ? pace.perSecond * HOUR_SECONDS : burstMessages(pace);
  const calls = Math.min(messages, limit?.messages ?? messages) / callSize;
  return calls * chunks(messageSize(draft.body, draft.attributes) * callSize);
}

function burstMessages({ size, everySeconds }: Extract<ProducerSpec['pace'], { kind: 'burst' }>): number {
  return size * (everySeconds === undefined ? 1 : HOUR_SECONDS / everySeconds);
}

function consumerRequests({ workers, batchSize, workMs, deletes }: ConsumerSpec): number {
  const calls = deletes === 'never' ? 1 : 2;
  const workSeconds = (batchSize * (workMs.from + workMs.to)) / 2 / 1_000;
  return (workers * HOUR_SECONDS * calls) / (workSeconds + calls * CALL_SECONDS);
}

function chunks(bytes: number): number {
  return Math.max(Math.ceil(bytes / BILLED_CHUNK_BYTES), 1);
}
