import { after, before } from 'mocha';
import { type RunningServer, type ServerOptions, startServer } from '../../src/emulator/server';

/** Runs an emulator on a free port for the tests of a `describe` block. */
export function useEmulator(options: Partial<ServerOptions> = {}): {
  readonly server: RunningServer;
  /** What was thrown in it that must not be. Empty in every good run. */
  readonly internalErrors: unknown[];
} {
  const internalErrors: unknown[] = [];
  let running: RunningServer | undefined;
  before(async () => {
    running = await startServer({
      port: 0,
      onInternalError: (error) => internalErrors.push(error),
      ...options,
    });
  });
  after(async () => {
    await running?.stop();
    if (internalErrors.length > 0) throw internalErrors[0];
  });
  return {
    get server() {
      if (!running) throw new Error('The emulator has not been started.');
      return running;
    },
    internalErrors,
  };
}

/** What clients on the command line need; also keeps them from reading the settings of whoever runs the tests. */
export function awsEnvironment(region = 'us-east-1'): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    PYTHONDONTWRITEBYTECODE: '1',
    LANG: 'C.UTF-8',
  };
}
