import type { SQS } from '@aws-sdk/client-sqs';

// Part of the bundle of the AWS SDK.

/** A call that was answered, as the client saw it. */
export interface ClientCall {
  /** As the API names it, such as `ReceiveMessage`. */
  readonly action: string;
  readonly isFifo: boolean;
  /** Sizes of the bodies of request and answer. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** A receive that brought no message: it costs as much as any other. */
  readonly isEmptyReceive: boolean;
}

/** Tells of every attempt that was answered, errors of SQS included; what nobody answered is not billed. */
export function meterClient(sqs: SQS, onCall: (call: ClientCall) => void): void {
  sqs.middlewareStack.add(
    (next, context) => async (args) => {
      const tell = (response: unknown, output?: unknown) =>
        onCall({
          action: String(context['commandName'] ?? '').replace(/Command$/, ''),
          isFifo: isFifo(args.input),
          bytesSent: sizeOf(args.request),
          bytesReceived: sizeOf(response),
          isEmptyReceive: context['commandName'] === 'ReceiveMessageCommand' && isEmpty(output),
        });
      try {
        const result = await next(args);
        tell(result.response, result.output);
        return result;
      } catch (error) {
        if (error instanceof Error && '$response' in error) tell(error.$response);
        throw error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'queuescopeMeter' },
  );
}

function isFifo(input: { QueueUrl?: string } | object): boolean {
  return 'QueueUrl' in input && input.QueueUrl?.endsWith('.fifo') === true;
}

function isEmpty(output: unknown): boolean {
  return typeof output === 'object' && output !== null && !('Messages' in output && output.Messages);
}

/** Of a request or an answer over HTTP, without its headers. */
function sizeOf(message: unknown): number {
  if (typeof message !== 'object' || message === null) return 0;
  if ('body' in message && typeof message.body === 'string') return Buffer.byteLength(message.body);
  if (!('headers' in message)) return 0;
  return Number((message.headers as Record<string, string>)['content-length'] ?? 0);
}
