"""Creates a FIFO queue that deduplicates by content."""

from sqs_program import connect, parse_arguments, report, scaled

arguments = parse_arguments(queue="jobs.fifo")
response = connect(arguments).create_queue(
    QueueName=arguments.queue,
    Attributes={
        "DelaySeconds": str(scaled(5, arguments)),
        "MessageRetentionPeriod": "86400",
        "FifoQueue": "true",
        "ContentBasedDeduplication": "true",
    },
)
report(url=response["QueueUrl"])
