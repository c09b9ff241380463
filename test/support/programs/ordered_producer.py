"""Sends numbered jobs in one message group, each of them twice: the second must not count."""

import json

from sqs_program import connect, parse_arguments, report

arguments = parse_arguments(url="", jobs=5)
sqs = connect(arguments)
for number in range(arguments.jobs):
    for _ in range(2):
        response = sqs.send_message(
            QueueUrl=arguments.url,
            MessageBody=json.dumps({"number": number}),
            MessageAttributes={"Producer": {"DataType": "String", "StringValue": "Default"}},
            MessageGroupId="group-1",
        )
        report(sent=response["MessageId"], number=number, sequence=response["SequenceNumber"])
