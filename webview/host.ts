interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension host, as seen from a page. `State` is what the editor keeps for the page over a reload. */
export interface Host<Request, State> {
  post(request: Request): void;
  /** What was kept last; undefined on a page that is opened for the first time. */
  readonly kept: State | undefined;
  keep(state: State): void;
}

/** Connects the page to its host: `onEvent` gets every message from there, alone or in a list. To be called once. */
export function connect<Event, Request, State extends { readonly key: string }>(
  onEvent: (event: Event) => void,
): Host<Request, State> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<Event | readonly Event[]>) => {
    for (const event of isList(data) ? data : [data]) onEvent(event);
  });
  return {
    post: (request) => api.postMessage(request),
    // What comes back is what `keep` was given: no one else writes it.
    kept: api.getState() as State | undefined,
    keep: (state) => api.setState(state),
  };
}

function isList<Event>(data: Event | readonly Event[]): data is readonly Event[] {
  return Array.isArray(data);
}
