import * as fc from 'fast-check';

/** One step of a program against a queue. Seconds are whole; `pick` chooses among what is there, modulo its number. */
export type Step =
  | { readonly type: 'send'; readonly group: number; readonly deduplication: number; readonly delay: number }
  | { readonly type: 'receive'; readonly max: number; readonly visibility: number }
  | { readonly type: 'delete'; readonly pick: number }
  | { readonly type: 'change'; readonly pick: number; readonly visibility: number }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'purge' };

const pick = fc.nat({ max: 1000 });

/** Sends and receives are frequent, purges are rare. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('send' as const),
      group: fc.nat({ max: 2 }),
      deduplication: fc.nat({ max: 30 }),
      delay: fc.constantFrom(0, 0, 0, 2, 7),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('receive' as const),
      max: fc.integer({ min: 1, max: 10 }),
      visibility: fc.constantFrom(0, 1, 5, 5, 30),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('delete' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('change' as const),
      pick,
      visibility: fc.constantFrom(0, 3, 20),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 2, 5, 30, 60, 301),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'purge' as const }) },
);

export const program = fc.array(step, { minLength: 1, maxLength: 80, size: 'max' });
