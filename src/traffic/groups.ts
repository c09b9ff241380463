import { type Random, randomWhole } from './random';
import type { GroupDistribution } from './trafficSpec';

/** Chooses the MessageGroupId of message number `index`. */
export type GroupChoice = (index: number) => string;

/** Message groups as the distribution says. */
export function chooseGroups(groups: GroupDistribution, random: Random): GroupChoice {
  switch (groups.kind) {
    case 'one':
      return () => groups.messageGroupId;
    case 'roundRobin':
      return (index) => groupName((index % groups.count) + 1);
    case 'random':
      return () => groupName(randomWhole(random, 1, groups.count));
    case 'zipf':
      return zipf(groups.count, random);
  }
}

function zipf(count: number, random: Random): GroupChoice {
  const bounds: number[] = [];
  let total = 0;
  for (let group = 1; group <= count; group++) {
    total += 1 / group;
    bounds.push(total);
  }
  return () => {
    const point = random() * total;
    return groupName(bounds.findIndex((bound) => point < bound) + 1);
  };
}

function groupName(number: number): string {
  return `group-${number}`;
}
