import { emulator } from './emulator';
import type { Verb } from './verb';

/** All commands, in the order in which the help lists them. */
export const verbs: readonly Verb[] = [emulator];
