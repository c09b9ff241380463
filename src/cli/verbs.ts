import { assert } from './assert';
import { emulator } from './emulator';
import { peek } from './peek';
import { purge } from './purge';
import { receive } from './receive';
import { send } from './send';
import { traffic } from './traffic';
import type { Verb } from './verb';
import { wait } from './wait';

/** All commands, in the order in which the help lists them. */
export const verbs: readonly Verb[] = [emulator, send, receive, peek, purge, wait, assert, traffic];
