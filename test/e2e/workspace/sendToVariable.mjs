// A small application that is told the URL of its queue by a variable.
import process from 'node:process';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const sqs = new SQSClient({ maxAttempts: 1 });
const QueueUrl = process.env.QUEUE_URL;
await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ order: 1 }) }));
