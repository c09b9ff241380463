import { CommandError } from './commandError';

/**
 * Runs `parse`, a call of `parseArgs` of `node:util`.
 * @throws CommandError with exit code 2 that names the wrong option
 */
export function readOptions<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ');
    throw CommandError.usage(`${sentence.replace(/\.$/, '')}. See --help.`);
  }
}

/** @throws CommandError unless `text` is a whole number of `least` … `most` */
export function parseWhole(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw CommandError.usage(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
