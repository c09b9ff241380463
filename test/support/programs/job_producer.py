"""Sends one job a second; the slow producer's jobs wait ten seconds, the fast one's two."""

import json
import time

from sqs_program import connect, parse_arguments, report, scaled

arguments = parse_arguments(url="", kind="Slow", jobs=10)
delay = scaled(10 if arguments.kind == "Slow" else 2, arguments)
sqs = connect(arguments)
for number in range(arguments.jobs):
    body = json.dumps({"donor": f"{arguments.kind} {number}", "note": "line 1\r\nline 2 \u00fc \U0001f600"})
    response = sqs.send_message(
        QueueUrl=arguments.url,
        MessageBody=body,
        DelaySeconds=delay,
        MessageAttributes={
            "JobType": {"DataType": "String", "StringValue": "NewDonor"},
            "Producer": {"DataType": "String", "StringValue": arguments.kind},
        },
    )
    report(sent=response["MessageId"], body=body)
    time.sleep(1 * arguments.scale)
