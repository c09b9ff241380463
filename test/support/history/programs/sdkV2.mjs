// @ts-check
import SQS from 'aws-sdk/clients/sqs.js';
import { runProgram } from './workload.mjs';

await runProgram('v2', (endpoint) => {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const sqs = new SQS({ endpoint, region: 'us-east-1', credentials });
  return {
    send: async (QueueUrl, { body, delaySeconds, group, deduplicationId }) => {
      const answer = await sqs
        .sendMessage({
          QueueUrl,
          MessageBody: body,
          DelaySeconds: delaySeconds,
          MessageGroupId: group,
          MessageDeduplicationId: deduplicationId,
        })
        .promise();
      return { messageId: answer.MessageId, sequence: answer.SequenceNumber };
    },
    receive: async (QueueUrl, maximum, visibilitySeconds) => {
      const { Messages = [] } = await sqs
        .receiveMessage({
          QueueUrl,
          MaxNumberOfMessages: maximum,
          VisibilityTimeout: visibilitySeconds,
          WaitTimeSeconds: 1,
          AttributeNames: ['All'],
        })
        .promise();
      return Messages.map((message) => ({
        messageId: message.MessageId,
        body: message.Body,
        receiveCount: Number(message.Attributes?.['ApproximateReceiveCount']),
        group: message.Attributes?.['MessageGroupId'],
        sequence: message.Attributes?.['SequenceNumber'],
        receiptHandle: message.ReceiptHandle,
      }));
    },
    delete: (QueueUrl, ReceiptHandle) => sqs.deleteMessage({ QueueUrl, ReceiptHandle }).promise(),
    change: (QueueUrl, ReceiptHandle, VisibilityTimeout) =>
      sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout }).promise(),
    attributes: async (QueueUrl) =>
      (await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] }).promise()).Attributes ?? {},
  };
});
