"""Sends numbered jobs through kombu and takes them out again in another connection of it."""

import socket

from kombu import Connection, Consumer, Exchange, Producer, Queue
from sqs_program import parse_arguments, report

arguments = parse_arguments(jobs=10)
options = {"region": "us-east-1", "visibility_timeout": 60, "wait_time_seconds": 1, "is_secure": False}
host, port = arguments.endpoint.removeprefix("http://").split(":")


def connect():
    return Connection(
        transport="sqs", userid="AKIDEXAMPLE", password="secret", hostname=host, port=int(port), transport_options=options
    )


queue = Queue("kombu-jobs", Exchange("kombu-jobs"), routing_key="kombu-jobs")
with connect() as connection:
    producer = Producer(connection)
    for number in range(arguments.jobs):
        producer.publish({"number": number}, exchange=queue.exchange, routing_key=queue.routing_key, declare=[queue])

received = []


def take(body, message):
    received.append(body["number"])
    message.ack()


with connect() as connection, Consumer(connection, queues=[queue], callbacks=[take], accept=["json"]):
    while len(received) < arguments.jobs:
        try:
            connection.drain_events(timeout=20)
        except socket.timeout:
            break
report(received=sorted(received))
