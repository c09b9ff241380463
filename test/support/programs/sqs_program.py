"""What the programs of this folder share: their arguments, their client, their output."""

import argparse
import json
import math

import boto3


def parse_arguments(**options):
    """Reads --endpoint, --scale and the given options (name=default)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 makes everything ten times as fast")
    for name, default in options.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    return parser.parse_args()


def connect(arguments):
    return boto3.client("sqs", endpoint_url=arguments.endpoint)


def scaled(seconds, arguments):
    """Whole seconds, as SQS takes them; at least one."""
    return max(1, math.floor(seconds * arguments.scale))


def report(**values):
    print(json.dumps(values), flush=True)
