import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './commandError';

/** Options only, no free words. @throws CommandError with exit code 2 that names the wrong one */
export function parseOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw CommandError.usage(`${(error as Error).message.split('. ')[0]}. See --help.`);
  }
}

/** @throws CommandError unless `text` is a whole number of `least` … `most` */
export function parseWhole(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw CommandError.usage(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
