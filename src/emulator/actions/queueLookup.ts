import type { Queue } from '../core/queue';
import { SqsError } from '../core/sqsError';
import type { ActionCall } from './actionCall';
import { queueDoesNotExist } from './failures';

/**
 * Finds the queue that a request is about.
 *
 * `queueUrl` may have any host and any account, so that code with literal AWS URLs works, or be only a name.
 * The region of the call decides; one that the URL names is tried when there is no such queue.
 * @throws SqsError QueueDoesNotExist, also when there is no URL (recorded from AWS); InvalidAddress when the URL is
 *   one of AWS in a region that cannot be
 */
export function getQueue(queueUrl: string | undefined, call: ActionCall): Queue {
  if (!queueUrl) throw queueDoesNotExist();
  if (!queueUrl.startsWith(call.baseUrl)) checkAddress(queueUrl);
  const name = readQueueName(queueUrl);
  const queue =
    call.account.getRegion(call.region).findQueue(name) ?? findInNamedRegion(queueUrl, name, call);
  if (!queue) throw queueDoesNotExist();
  return queue;
}

const awsHost = /^https?:\/\/(?:sqs\.([^./]+)|([^./]+)\.queue)\.amazonaws\.com(?:\.cn)?(?:[:/]|$)/i;
const possibleRegion =
  /^(?:af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|(?:north|south)(?:east|west))-[1-9]$/i;

/** AWS's own host name of a region that there is not (seen on AWS). @throws SqsError InvalidAddress */
function checkAddress(queueUrl: string): void {
  const match = awsHost.exec(queueUrl);
  const region = match?.[1] ?? match?.[2];
  if (region === undefined || possibleRegion.test(region)) return;
  throw new SqsError('InvalidAddress', `The address ${queueUrl} is not valid for this endpoint.`);
}

/** The last part of a queue URL, which may end with a slash as in AWS's own examples; a name is its own last part. */
export function readQueueName(queueUrl: string): string {
  const end = queueUrl.endsWith('/') ? queueUrl.length - 1 : queueUrl.length;
  return queueUrl.slice(queueUrl.lastIndexOf('/', end - 1) + 1, end);
}

/** The URL by which the caller can reach the queue. */
export function toQueueUrl(queueName: string, call: ActionCall): string {
  return `${call.baseUrl}/${call.account.accountId}/${queueName}`;
}

const awsRegion = '[a-z]{2,4}(?:-[a-z]+)+-\\d+';
const regionInUrl = new RegExp(
  `^https?://(?:sqs\\.(${awsRegion})\\.|(${awsRegion})\\.queue\\.|[^/]+/queue/([a-z0-9-]+)/)`,
  'i',
);

/**
 * The region that the URL of a queue or of an endpoint names, in the styles of AWS and LocalStack: `sqs.<region>.…`,
 * `<region>.queue.…`, `…/queue/<region>/…`.
 */
export function findRegionInUrl(url: string): string | undefined {
  const match = regionInUrl.exec(url);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function findInNamedRegion(queueUrl: string, name: string, call: ActionCall): Queue | undefined {
  const region = findRegionInUrl(queueUrl);
  return region === undefined ? undefined : call.account.findRegion(region)?.findQueue(name);
}
