"""Takes jobs one at a time until several waits in a row have brought none.

The slow consumer hides a job for twenty seconds and works eight on it, the fast one five and two.
"""

import time

from sqs_program import connect, parse_arguments, report, scaled

arguments = parse_arguments(url="", kind="Slow", patience=3)
visibility, work = (20, 8) if arguments.kind == "Slow" else (5, 2)
sqs = connect(arguments)
empty = 0
while empty < arguments.patience:
    response = sqs.receive_message(
        QueueUrl=arguments.url,
        AttributeNames=["All"],
        MessageAttributeNames=["All"],
        MaxNumberOfMessages=1,
        VisibilityTimeout=scaled(visibility, arguments),
        WaitTimeSeconds=scaled(10, arguments),
    )
    messages = response.get("Messages", [])
    empty = 0 if messages else empty + 1
    for message in messages:
        sqs.delete_message(QueueUrl=arguments.url, ReceiptHandle=message["ReceiptHandle"])
        report(
            consumer=arguments.kind,
            received=message["MessageId"],
            body=message["Body"],
            producer=message["MessageAttributes"]["Producer"]["StringValue"],
            job_type=message["MessageAttributes"]["JobType"]["StringValue"],
            receive_count=int(message["Attributes"]["ApproximateReceiveCount"]),
        )
        time.sleep(work * arguments.scale)
