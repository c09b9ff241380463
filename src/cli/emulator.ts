import { parseArgs } from 'node:util';
import {
  type DataOptions,
  defaultAccountId,
  defaultPort,
  type RunningServer,
  startServer,
} from '../emulator/server';
import type { QueueFile } from '../queueFile/queueFile';
import { CommandError } from './commandError';
import { parseWhole, readOptions } from './options';
import { applyAt, readQueueFile } from './queueFile';
import type { Verb } from './verb';

const usage = `Usage: queuescope emulator [options]

Runs an Amazon SQS emulator until it is interrupted. Queues live in memory and end with it, unless --data names a
folder to keep them in.

Options:
  --port <number>      port to listen on; 0 takes a free one (default ${defaultPort})
  --host <address>     address to listen on (default 127.0.0.1: this machine only, by IPv4 and IPv6)
  --allow-host <name>  host name by which clients may call besides localhost; may be repeated
  --allow-containers   containers of this machine may call too, at http://host.docker.internal:<port>; says what
                       it has opened for them
  --account-id <id>    twelve digits (default ${defaultAccountId})
  --relaxed            no 60 seconds between two purges, or between deleting and creating a queue
  --config <file>      makes the queues that this JSON file defines, unless they are there (docs/configuration.md)
  --data <folder>      keeps queues and messages in this folder; it is made when there is none
  --synchronous <mode> with --data: normal (default) loses nothing when the process is killed, full also
                       nothing when the power fails, and is slower
  --memory-cap <MiB>   refuses new messages when those that wait take more memory (default: no limit)
  --help               shows this
`;

export const emulator: Verb = {
  name: 'emulator',
  summary: 'runs an Amazon SQS emulator',
  usage,
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const values = parse(args);
  const port = parseWhole('port', values.port, 0, 65_535);
  const accountId = values['account-id'];
  if (!/^\d{12}$/.test(accountId)) {
    throw CommandError.usage(`--account-id takes twelve digits, not "${accountId}".`);
  }
  const queueFile = values.config === undefined ? undefined : await readQueueFile(values.config);
  const server = await start(values.host, {
    host: values.host,
    port,
    accountId,
    isRelaxed: values.relaxed,
    allowedHosts: values['allow-host'],
    allowsContainers: values['allow-containers'],
    owner: { kind: 'shell' },
    data: readData(values.data, values.synchronous),
    memoryCapBytes: readMemoryCap(values['memory-cap']),
  });
  const applied = queueFile && (await applyOrStop(server, queueFile));
  process.stdout.write(`Queuescope emulator listening on ${server.endpoint}\n`);
  if (applied !== undefined) process.stdout.write(`${applied}\n`);
  if (server.containerAccess !== undefined) process.stdout.write(`${server.containerAccess}\n`);
  if (server.adminToken !== undefined) {
    process.stdout.write(
      `Others than this machine can reach it. Token of its admin API: ${server.adminToken}\n`,
    );
  }
  await interruption();
  await server.stop();
  return 0;
}

/** Whoever waits for the line that it listens finds the queues there. */
async function applyOrStop(server: RunningServer, file: QueueFile): Promise<string> {
  try {
    return await applyAt(server.endpoint, file);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function parse(args: readonly string[]) {
  return readOptions(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: String(defaultPort) },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'allow-containers': { type: 'boolean', default: false },
        'account-id': { type: 'string', default: defaultAccountId },
        relaxed: { type: 'boolean', default: false },
        config: { type: 'string' },
        data: { type: 'string' },
        synchronous: { type: 'string' },
        'memory-cap': { type: 'string' },
      },
    });
    return values;
  });
}

function readData(folder: string | undefined, synchronous: string | undefined): DataOptions | undefined {
  if (synchronous !== undefined && synchronous !== 'normal' && synchronous !== 'full') {
    throw CommandError.usage(`--synchronous takes normal or full, not "${synchronous}".`);
  }
  if (folder === '') throw CommandError.usage('--data takes the name of a folder.');
  if (folder !== undefined) return { folder, synchronous };
  if (synchronous === undefined) return undefined;
  throw CommandError.usage('--synchronous is for queues that are kept: name their folder with --data.');
}

function readMemoryCap(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseWhole('memory-cap', text, 1, 1_048_576) * 1024 * 1024;
}

async function start(host: string, serverOptions: Parameters<typeof startServer>[0]): Promise<RunningServer> {
  try {
    return await startServer(serverOptions);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw CommandError.failure(reasonOf(code, message, host, serverOptions.port));
  }
}

function reasonOf(code: string | undefined, message: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Choose another one with --port, or 0 for any free one.`;
    case 'EACCES':
      return `Port ${port} is not open to this user. Choose one from 1024 on with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Leave --host away for 127.0.0.1.`;
    case 'DATA_IN_USE':
    case 'DATA_NEWER':
    case 'DATA_ACCOUNT':
    case 'DATA_FOLDER':
      return message;
    default:
      return `The emulator could not start: ${message}`;
  }
}

/** A second signal ends the process at once, as the first would without us. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve());
    }
  });
}
