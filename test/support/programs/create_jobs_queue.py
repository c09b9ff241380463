"""Creates a standard queue whose messages wait five seconds and live a day."""

from sqs_program import connect, parse_arguments, report, scaled

arguments = parse_arguments(queue="jobs")
response = connect(arguments).create_queue(
    QueueName=arguments.queue,
    Attributes={
        "DelaySeconds": str(scaled(5, arguments)),
        "MessageRetentionPeriod": "86400",
    },
)
report(url=response["QueueUrl"])
