"""A small application: creates the queue that it is told and sends a message to it, wherever its environment says."""

import json
import sys

import boto3

queue_name = sys.argv[1] if len(sys.argv) > 1 else "orders"
sqs = boto3.client("sqs")
queue_url = sqs.create_queue(QueueName=queue_name)["QueueUrl"]
sqs.send_message(QueueUrl=queue_url, MessageBody=json.dumps({"order": 1}))
