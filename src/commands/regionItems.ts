import { regions } from '../sqs/regions';

/** The regions of all partitions for a quick pick; `value` is the code. */
export function regionItems() {
  return regions.map(({ code, name, partition }) => ({
    label: code,
    description: partition === 'aws' ? name : `${name} · ${partition}`,
    value: code,
  }));
}
