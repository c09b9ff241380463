"""Prints the three counts of a queue every second."""

import time

from sqs_program import connect, parse_arguments, report

arguments = parse_arguments(url="", times=10)
sqs = connect(arguments)
for _ in range(arguments.times):
    attributes = sqs.get_queue_attributes(
        QueueUrl=arguments.url,
        AttributeNames=[
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        ],
    )["Attributes"]
    report(
        visible=int(attributes["ApproximateNumberOfMessages"]),
        in_flight=int(attributes["ApproximateNumberOfMessagesNotVisible"]),
        delayed=int(attributes["ApproximateNumberOfMessagesDelayed"]),
    )
    time.sleep(1 * arguments.scale)
