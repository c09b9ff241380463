import type { Admin } from './admin';
import { AdminError, invalid } from './adminError';
import type { ClockAdvance, ClockReading, CountsReading } from './adminTypes';
import { faultPresets } from './faultPresets';
import { readFaultSettings } from './faultRules';
import { findNextDeadline } from './nextDeadline';
import {
  type Fields,
  readFields,
  readQueryChoice,
  readQueryWhole,
  readText,
  readWhole,
  refuseOthers,
} from './parameters';
import { findQueue, listGroups, peek, summarize } from './peek';

/** A request of the admin API, its body parsed. */
export interface AdminRequest {
  readonly method: string;
  /** Parts of the path behind `/_queuescope/`, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
}

type Route = (admin: Admin, request: AdminRequest) => unknown;

const mostAtOnce = 1_000;
const longestBody = 65_536;
const furthestMs = 10 * 365 * 86_400_000;

/** Every route but the stream, by method and path. `*` stands for one part of any kind. */
const routes: Readonly<Record<string, Route>> = {
  'GET health': (admin) => admin.health,
  'GET queues': listQueues,
  'GET counts': readCounts,
  'GET messages': peekMessages,
  'GET groups': ({ account }, { query }) => ({
    groups: listGroups(findQueue(account, query.get('queue'), query.get('region'))),
  }),
  'GET clock': readClock,
  'POST clock/pause': (admin) => {
    admin.clock.pause();
    return readClock(admin);
  },
  'POST clock/resume': (admin) => {
    admin.clock.resume();
    return readClock(admin);
  },
  'POST clock/advance': advanceClock,
  'GET faults': ({ faults }) => faults.state,
  'PUT faults': ({ faults, actionNames }, { body }) => {
    faults.set(readFaultSettings(body, actionNames));
    return faults.state;
  },
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return faults.state;
  },
  'GET faults/presets': () => faultPresets,
  'GET activity': ({ activity }) => activity.settings,
  'PUT activity': setActivity,
  'GET activity/requests': listRequests,
  'GET activity/messages': listEvents,
  'GET clients': ({ clients }) => ({ clients: clients.list() }),
  'POST clients': ({ clients }, { body }) => clients.attach(readClientName(body)),
  'PUT clients/*': ({ clients }, { path }) => clients.hear(path[1] as string),
  'DELETE clients/*': ({ clients }, { path }) => clients.detach(path[1] as string),
  'POST reset': (admin) => admin.reset(),
  'GET snapshot': (admin) => admin.takeSnapshot(),
  'POST restore': (admin, { body }) => admin.restore(body),
};

const patterns = Object.keys(routes).map((key) => {
  const [method = '', path = ''] = key.split(' ');
  return { method, parts: path.split('/'), route: routes[key] as Route };
});

/**
 * Answers one request; undefined answers without a body.
 * @throws AdminError
 */
export function answerAdminRequest(admin: Admin, request: AdminRequest): unknown {
  const onPath = patterns.filter(({ parts }) => isMatch(parts, request.path));
  if (onPath.length === 0) {
    throw new AdminError('notFound', `The admin API has no route /${request.path.join('/')}.`);
  }
  const pattern = onPath.find(({ method }) => method === request.method);
  if (pattern) return pattern.route(admin, request);
  const methods = onPath.map(({ method }) => method).join(', ');
  throw new AdminError(
    'methodNotAllowed',
    `/${request.path.join('/')} takes ${methods}, not ${request.method}.`,
  );
}

function isMatch(parts: readonly string[], path: readonly string[]): boolean {
  return parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index]);
}

function listQueues({ account }: Admin): unknown {
  return { queues: [...account.regions].flatMap((region) => Array.from(region.queues, summarize)) };
}

/** Of the queues that are named and exist: little to write and to read, for who asks every second. */
function readCounts({ account, faults }: Admin, { query }: AdminRequest): CountsReading {
  const region = query.get('region');
  if (!region) throw invalid('Say which region: its name as "region".');
  const queues = query.getAll('queue').flatMap((name) => account.findRegion(region)?.findQueue(name) ?? []);
  const counts = Object.fromEntries(queues.map((queue) => [queue.name, queue.getCounts()]));
  return { areFaultsOn: faults.isOn, counts };
}

function peekMessages({ account }: Admin, { query }: AdminRequest): unknown {
  return peek(findQueue(account, query.get('queue'), query.get('region')), {
    state: readQueryChoice(query, 'state', ['visible', 'inFlight', 'delayed']),
    groupId: query.get('group') ?? undefined,
    cursor: query.get('cursor') ?? undefined,
    limit: readQueryWhole(query, 'limit', { least: 1, most: mostAtOnce, fallback: 100 }),
  });
}

function readClock({ account, clock }: Admin): ClockReading {
  return { ...clock.state, nextDeadline: findNextDeadline(account, clock) };
}

function advanceClock(admin: Admin, { body }: AdminRequest): ClockAdvance {
  const { account, clock } = admin;
  const before = clock.now();
  const fields = readFields(body, 'How far to advance');
  refuseOthers(fields, ['milliseconds', 'to'], 'How far to advance');
  clock.advanceTo(readTarget(admin, fields, before));
  // What became due happens now, not at the next access, so that who watches sees it.
  for (const region of account.regions) for (const queue of region.queues) queue.advance();
  return { ...clock.state, advancedMs: clock.now() - before };
}

function readTarget({ account, clock }: Admin, fields: Fields, now: number): number {
  const milliseconds = readWhole(fields, 'milliseconds', 0, furthestMs);
  const to = readText(fields, 'to');
  if ((milliseconds === undefined) === (to === undefined)) {
    throw invalid('Say either "milliseconds" or "to": "nextDeadline".');
  }
  if (milliseconds !== undefined) return now + milliseconds;
  if (to !== 'nextDeadline') throw invalid(`"to" can be "nextDeadline", not "${to}".`);
  return findNextDeadline(account, clock)?.at ?? now;
}

function setActivity({ activity }: Admin, { body }: AdminRequest): unknown {
  const fields = readFields(body, 'The settings');
  refuseOthers(fields, ['bodyLimit'], 'The settings');
  const bodyLimit = readWhole(fields, 'bodyLimit', 0, longestBody);
  if (bodyLimit !== undefined) activity.requests.bodyLimit = bodyLimit;
  return activity.settings;
}

function listRequests({ activity }: Admin, { query }: AdminRequest): unknown {
  return activity.requests.read(readAfter(query), readLimit(query), {
    queue: query.get('queue') ?? undefined,
    action: query.get('action') ?? undefined,
  });
}

function listEvents({ account, activity }: Admin, { query }: AdminRequest): unknown {
  const queue = query.get('queue');
  return activity.life.read(readAfter(query), readLimit(query), {
    messageId: query.get('messageId') ?? undefined,
    queueArn: queue === null ? undefined : findQueue(account, queue, query.get('region')).arn,
  });
}

function readAfter(query: URLSearchParams): number {
  return readQueryWhole(query, 'after', { least: 0, most: Number.MAX_SAFE_INTEGER, fallback: 0 });
}

function readLimit(query: URLSearchParams): number {
  return readQueryWhole(query, 'limit', { least: 1, most: mostAtOnce, fallback: 100 });
}

function readClientName(body: unknown): string {
  const fields = readFields(body, 'A client');
  refuseOthers(fields, ['name'], 'A client');
  const name = readText(fields, 'name');
  if (name !== undefined && name.length <= 200) return name;
  throw invalid('A client needs a "name" of 1 to 200 characters, by which people know it.');
}
