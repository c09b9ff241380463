// A small application that was written for AWS alone: the URL of its queue stands in its code.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders';
const sqs = new SQSClient({ maxAttempts: 1 });
await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ order: 1 }) }));
