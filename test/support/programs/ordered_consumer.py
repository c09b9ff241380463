"""Takes jobs in their order; the first one takes longer than its visibility timeout, so its delete must fail."""

import json
import time

from botocore.exceptions import ClientError
from sqs_program import connect, parse_arguments, report, scaled

arguments = parse_arguments(url="", patience=2)
visibility = scaled(5, arguments)
sqs = connect(arguments)
is_first = True
empty = 0
while empty < arguments.patience:
    response = sqs.receive_message(
        QueueUrl=arguments.url,
        AttributeNames=["All"],
        MaxNumberOfMessages=1,
        VisibilityTimeout=visibility,
        WaitTimeSeconds=scaled(10, arguments),
    )
    messages = response.get("Messages", [])
    empty = 0 if messages else empty + 1
    for message in messages:
        number = json.loads(message["Body"])["number"]
        time.sleep(visibility * 1.3 if is_first else 0.02)
        is_first = False
        try:
            sqs.delete_message(QueueUrl=arguments.url, ReceiptHandle=message["ReceiptHandle"])
            outcome = "deleted"
        except ClientError as error:
            outcome = error.response["Error"]["Code"]
        report(number=number, outcome=outcome, receive_count=int(message["Attributes"]["ApproximateReceiveCount"]))
