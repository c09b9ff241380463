"""Sends tasks to a celery worker in a process of its own and says what that worker did.

Run without --worker it is the client: it starts itself with --worker. There is no result backend, so
the worker writes what it did to a file.
"""

import os
import subprocess
import sys
import tempfile
import time

from celery import Celery
from sqs_program import connect, parse_arguments, report

arguments = parse_arguments(jobs=10, worker="")
host, port = arguments.endpoint.removeprefix("http://").split(":")
app = Celery("tasks", broker=f"sqs://AKIDEXAMPLE:secret@{host}:{port}")
app.conf.update(
    task_default_queue="celery-tasks",
    broker_transport_options={
        "region": "us-east-1", "visibility_timeout": 60, "wait_time_seconds": 1, "polling_interval": 0.1, "is_secure": False
    },
    worker_enable_remote_control=False,
    task_acks_late=True,
)


@app.task(name="square")
def square(number):
    with open(arguments.worker, "a") as results:
        results.write(f"{number * number}\n")


def read_results(path):
    with open(path) as results:
        return sorted(int(line) for line in results)


def count_messages():
    sqs = connect(arguments)
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    url = sqs.get_queue_url(QueueName="celery-tasks")["QueueUrl"]
    counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(counts[name]) for name in names)


def run_client():
    handle, path = tempfile.mkstemp(prefix="queuescope-celery-")
    os.close(handle)
    command = [sys.executable, __file__, "--endpoint", arguments.endpoint, "--worker", path]
    worker = subprocess.Popen(command, stdout=sys.stderr)
    try:
        for number in range(arguments.jobs):
            square.delay(number)
        deadline = time.monotonic() + 40
        while len(read_results(path)) < arguments.jobs and time.monotonic() < deadline:
            time.sleep(0.1)
        # The worker deletes behind the back of its tasks, and what it has not deleted when it ends stays.
        while count_messages() > 0 and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.wait(15)
        done = read_results(path)
        os.unlink(path)
    report(done=done)


if arguments.worker:
    app.worker_main(["worker", "--pool=solo", "--loglevel=WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"])
else:
    run_client()
