import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerOptions } from './port';
import { startServer } from './server';

/** The emulator in a worker thread: starts with `workerData`, ends on `stop`. */
async function run(options: WorkerOptions): Promise<void> {
  try {
    const server = await startServer({ ...options, onInternalError, onNotice });
    post({
      type: 'listening',
      port: server.port,
      wantedPort: options.port,
      endpoint: server.endpoint,
      adminToken: server.adminToken,
      containerAccess: server.containerAccess,
    });
    parentPort?.on('message', (message: ToWorker) => {
      if (message.type === 'stop') void server.stop().then(end);
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    post({ type: 'failed', code: code ?? 'UNKNOWN', message });
  }
}

function end(): void {
  post({ type: 'stopped' });
  parentPort?.close();
}

function onInternalError(error: unknown, action: string): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  post({ type: 'internalError', message: `${action}: ${detail}` });
}

function onNotice(message: string): void {
  post({ type: 'notice', message });
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

void run(workerData as WorkerOptions);
