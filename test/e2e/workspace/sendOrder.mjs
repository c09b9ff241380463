// A small application: creates the queue that it is told and sends a message to it. It knows no endpoint and no
// credentials, so where it goes is decided by the environment that it is started in.
import process from 'node:process';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const [, , queueName = 'orders'] = process.argv;
const sqs = new SQSClient({ maxAttempts: 1 });
const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: queueName }));
await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ order: 1 }) }));
