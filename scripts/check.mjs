// @ts-check
// `npm run check`: types, lint rules and format.
import process from 'node:process';
import { checks } from './lib/checks.mjs';

const { failed } = await checks();
if (failed > 0) process.exitCode = 1;
