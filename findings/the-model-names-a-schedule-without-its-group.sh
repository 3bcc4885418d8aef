#!/usr/bin/env bash
# AWS's model of EventBridge Scheduler, of 2 April 2025, has a resource `Schedule` whose one identifier is `Name`:
# no more should be needed to read one. Its operations take an optional `GroupName` besides, and two groups may each
# have a schedule of one name. What reads by the resource's identifiers reads the default group: on moto 5.2.5 it finds
# nothing after a schedule has been created in another one, and still finds one after that has been deleted.
#
# Seen: `identifiers: Name`, `in reports only: ResourceNotFoundException`, `in both: default`, `deleted in reports:
# default`. Fails if that changes. Takes git and Python 3 with venv; API_MODELS names a clone of
# https://github.com/aws/api-models-aws, which is cloned without it.
set -euo pipefail
commit=56c8953e87aeead95ae5e66a3ca6a355731db6ad
model=scheduler/service/2021-06-30/scheduler-2021-06-30.json
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
clone=${API_MODELS:-$folder/models}
[ -n "${API_MODELS:-}" ] ||
    git clone --quiet --filter=blob:none --no-checkout https://github.com/aws/api-models-aws "$clone"
git -C "$clone" show "$commit:$model" >"$folder/scheduler.json"
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'moto[scheduler]==5.2.5' boto3==1.43.36 botocore==1.43.36
seen=$("$folder/venv/bin/python" - "$folder/scheduler.json" <<'PYTHON'
import json
import os
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    schedule = json.load(file)["shapes"]["com.amazonaws.scheduler#Schedule"]
print("identifiers:", *schedule["identifiers"])

os.environ.update(AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="a", AWS_DEFAULT_REGION="us-east-1")
import boto3
from moto import mock_aws


def read(scheduler):
    """By the identifiers of the resource."""
    try:
        return scheduler.get_schedule(Name="nightly")["GroupName"]
    except scheduler.exceptions.ResourceNotFoundException as error:
        return error.response["Error"]["Code"]


with mock_aws():
    scheduler = boto3.client("scheduler")
    scheduler.create_schedule_group(Name="reports")
    target = {"Arn": "arn:aws:sqs:us-east-1:123456789012:q", "RoleArn": "arn:aws:iam::123456789012:role/r"}
    given = {
        "Name": "nightly",
        "ScheduleExpression": "rate(1 day)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": target,
    }
    scheduler.create_schedule(GroupName="reports", **given)
    print("in reports only:", read(scheduler))
    scheduler.create_schedule(**given)
    print("in both:", read(scheduler))
    scheduler.delete_schedule(GroupName="reports", Name="nightly")
    print("deleted in reports:", read(scheduler))
PYTHON
)
printf '%s\n' "$seen"
[ "$seen" = "identifiers: Name
in reports only: ResourceNotFoundException
in both: default
deleted in reports: default" ]
