"""The same work as workload.mjs, by boto3 and its Query protocol, in threads."""

import argparse
import json
import random
import threading
import time

import boto3
from botocore.exceptions import ClientError

VISIBILITY_SECONDS = 1
GROUPS = 4

parser = argparse.ArgumentParser()
parser.add_argument("--endpoint", required=True)
parser.add_argument("--account", default="000000000000")
parser.add_argument("--queue", action="append", default=[])
parser.add_argument("--seconds", type=float, default=3)
arguments = parser.parse_args()
write_lock = threading.Lock()


def now():
    """Milliseconds of the machine's monotonic clock, the same in every program."""
    return time.monotonic_ns() / 1e6


def record(queue, call, make):
    start = now()
    try:
        result = make()
    except ClientError as error:
        result = {"messages": [], "error": error.response["Error"]["Code"]}
    line = {"program": "boto3", "queue": queue, "start": start, "end": now(), **call, **result}
    with write_lock:
        print(json.dumps(line), flush=True)
    return result


class Worker:
    def __init__(self, queue, end):
        self.queue = queue
        self.end = end
        self.url = f"{arguments.endpoint}/{arguments.account}/{queue}"
        self.sqs = boto3.client("sqs", endpoint_url=arguments.endpoint)

    def send_until_end(self):
        number = 0
        while now() < self.end:
            call = {"op": "send", "body": f"boto3 {number} \u00fc", **self.extras(number)}
            self.send(call)
            # A send whose answer was lost is repeated like this.
            if "deduplicationId" in call and random.random() < 0.2:
                self.send(call)
            number += 1
            time.sleep(random.uniform(0.01, 0.03))

    def extras(self, number):
        if not self.queue.endswith(".fifo"):
            return {"delaySeconds": 1} if random.random() < 0.1 else {}
        shared = number % 10 == 0
        group = "shared" if shared else f"group-{number % GROUPS}"
        return {"group": group, "deduplicationId": f"shared-{number}" if shared else f"boto3-{number}"}

    def send(self, call):
        names = {"delaySeconds": "DelaySeconds", "group": "MessageGroupId", "deduplicationId": "MessageDeduplicationId"}
        extras = {names[name]: value for name, value in call.items() if name in names}

        def make():
            answer = self.sqs.send_message(QueueUrl=self.url, MessageBody=call["body"], **extras)
            sequence = {"sequence": answer["SequenceNumber"]} if "SequenceNumber" in answer else {}
            return {"messageId": answer["MessageId"], **sequence}

        record(self.queue, call, make)

    def receive_until_end(self):
        while now() < self.end:
            call = {"op": "receive", "visibilitySeconds": VISIBILITY_SECONDS}
            for message in record(self.queue, call, self.receive)["messages"]:
                self.handle(message)

    def receive(self):
        answer = self.sqs.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=random.randint(1, 10),
            VisibilityTimeout=VISIBILITY_SECONDS,
            WaitTimeSeconds=1,
            AttributeNames=["All"],
        )
        return {"messages": [shape(message) for message in answer.get("Messages", [])]}

    def handle(self, message):
        choice = random.random()
        if choice < 0.05:
            return
        if choice < 0.25:
            self.change(message, 0 if choice < 0.15 else VISIBILITY_SECONDS + 1)
        if choice < 0.15:
            return
        if choice > 0.99:
            time.sleep(VISIBILITY_SECONDS * 1.2)
        self.delete(message)

    def change(self, message, seconds):
        call = {"op": "change", **named(message), "visibilitySeconds": seconds}
        record(
            self.queue,
            call,
            lambda: nothing(
                self.sqs.change_message_visibility(
                    QueueUrl=self.url, ReceiptHandle=message["receiptHandle"], VisibilityTimeout=seconds
                )
            ),
        )

    def delete(self, message):
        record(
            self.queue,
            {"op": "delete", **named(message)},
            lambda: nothing(self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["receiptHandle"])),
        )


def named(message):
    return {"messageId": message["messageId"], "receiveCount": message["receiveCount"]}


def nothing(_answer):
    return {}


def shape(message):
    attributes = message["Attributes"]
    fifo = {}
    if "SequenceNumber" in attributes:
        fifo = {"group": attributes["MessageGroupId"], "sequence": attributes["SequenceNumber"]}
    return {
        "messageId": message["MessageId"],
        "body": message["Body"],
        "receiveCount": int(attributes["ApproximateReceiveCount"]),
        "receiptHandle": message["ReceiptHandle"],
        **fifo,
    }


end = now() + arguments.seconds * 1000
threads = []
for queue in arguments.queue:
    for work in ("send_until_end", "receive_until_end", "receive_until_end"):
        threads.append(threading.Thread(target=getattr(Worker(queue, end), work)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
