import type { TrafficSpec } from './trafficSpec';

/** A producer or consumer as it is kept: plain data. */
export interface TrafficDefinition {
  /** Unique among those that are kept. */
  readonly id: string;
  /** What it is called; not unique. */
  readonly name: string;
  readonly connectionId: string;
  readonly region: string;
  readonly queueName: string;
  readonly spec: TrafficSpec;
}
