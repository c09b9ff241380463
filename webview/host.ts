interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension host, as seen from a page. `State` is what the editor keeps for the page over a reload. */
export interface Host<Event, Request, State> {
  post(request: Request): void;
  /** What was kept last; undefined on a page that is opened for the first time. */
  readonly kept: State | undefined;
  /** What the host sent with the document; undefined in one that is not fresh: a page that is shown again. */
  readonly outline: Event | undefined;
  keep(state: State): void;
}

/** Connects the page to its host: `onEvent` gets every message from there, alone or in a list. To be called once. */
export function connect<Event, Request, State extends { readonly key: string }>(
  onEvent: (event: Event) => void,
): Host<Event, Request, State> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<Event | readonly Event[]>) => {
    for (const event of isList(data) ? data : [data]) onEvent(event);
  });
  return {
    post: (request) => api.postMessage(request),
    // What comes back is what `keep` was given: no one else writes it.
    kept: api.getState() as State | undefined,
    keep: (state) => api.setState(state),
    outline: readOutline<Event>(),
  };
}

/** A document lives as long as its panel; what it said of the queue holds for the moment of its opening. */
const FRESH_MS = 10_000;

function readOutline<Event>(): Event | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="queuescope-outline"]')?.content;
  if (content === undefined) return undefined;
  const { event, at } = JSON.parse(content) as { readonly event: Event; readonly at: number };
  return Math.abs(Date.now() - at) < FRESH_MS ? event : undefined;
}

function isList<Event>(data: Event | readonly Event[]): data is readonly Event[] {
  return Array.isArray(data);
}
