"""Prints the three counts of a queue every second; with --until-done 1 until it is empty again after it had jobs."""

import time

from sqs_program import connect, parse_arguments, report

arguments = parse_arguments(url="", times=10, until_done=0)
sqs = connect(arguments)
had_jobs = False
for _ in range(arguments.times):
    attributes = sqs.get_queue_attributes(
        QueueUrl=arguments.url,
        AttributeNames=[
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        ],
    )["Attributes"]
    counts = {
        "visible": int(attributes["ApproximateNumberOfMessages"]),
        "in_flight": int(attributes["ApproximateNumberOfMessagesNotVisible"]),
        "delayed": int(attributes["ApproximateNumberOfMessagesDelayed"]),
    }
    report(**counts)
    has_jobs = any(counts.values())
    if arguments.until_done and had_jobs and not has_jobs:
        break
    had_jobs = had_jobs or has_jobs
    time.sleep(1 * arguments.scale)
