import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Passes requests on to another server and counts the actions of SQS among them. */
export class CountingProxy {
  /** Requests by action, such as `ReceiveMessage`. */
  readonly counts = new Map<string, number>();
  /** Called with each action before it is passed on. */
  onAction: (action: string) => void = () => undefined;
  readonly #server: Server;

  /** @param target such as `http://127.0.0.1:9324` */
  constructor(target: string) {
    this.#server = createServer((incoming, answer) => {
      const action = String(incoming.headers['x-amz-target']).replace('AmazonSQS.', '');
      this.counts.set(action, (this.counts.get(action) ?? 0) + 1);
      this.onAction(action);
      const { method, headers } = incoming;
      const passed = request(`${target}${incoming.url}`, { method, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      incoming.pipe(passed);
    });
  }

  /** Listens on a free port of this machine and returns the endpoint. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
