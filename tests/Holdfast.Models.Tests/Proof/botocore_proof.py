#!/usr/bin/env python3
"""The reference side of the proof: botocore writes the requests and reads the answers.

    botocore_proof.py version                                      prints botocore's version
    botocore_proof.py generate MODEL SEED CASES OUT                one JSON line per case
    botocore_proof.py check MODEL ANSWERS                          one JSON line per case that was read differently, then a summary

A value in JSON: instants are milliseconds since 1970, blobs and streams base64, everything else itself.
"""

import base64
import copy
import io
import json
import random
import sys

import botocore
from botocore import parsers, serialize
from botocore.awsrequest import AWSRequest, HeadersDict, prepare_request_dict
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore_values import LETTERS, TRICKY, XML, Values, is_doubled, plain


class Service:
    """A model as botocore knows it, with the operations that the committed model has."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            committed = json.load(file)
        self.name = committed["service"]
        self.operations = sorted(committed["operations"])
        if committed["source"] == f"botocore {botocore.__version__}":
            self.description = Loader().load_service_model(self.name, "service-2")
        else:
            self.description = self.as_botocore(committed)
        self.protocols = list(self.description["metadata"].get("protocols") or [self.description["metadata"]["protocol"]])
        if self.name == "sqs":
            self.protocols.append("query")  # Spoken by older clients; the model no longer says so.

    def model(self, protocol):
        description = copy.deepcopy(self.description)
        description["metadata"]["protocol"] = protocol
        if protocol == "query":
            for name, operation in description["operations"].items():
                if "output" in operation:
                    operation["output"].setdefault("resultWrapper", name + "Result")
        return ServiceModel(description, self.name)

    @staticmethod
    def as_botocore(committed):
        for name, operation in committed["operations"].items():
            operation["name"] = name
            operation["errors"] = [{"shape": error} for error in operation.get("errors", [])]
        return committed


def generate(service, seed, cases, out):
    for protocol in service.protocols:
        model = service.model(protocol)
        serializer = serialize.create_serializer(protocol, include_validation=False)
        for name in service.operations:
            operation = model.operation_model(name)
            for number in range(cases):
                rng = random.Random(f"{seed}/{service.name}/{protocol}/{name}/{number}")
                out.write(json.dumps(request_case(serializer, protocol, operation, rng, number)) + "\n")
                out.write(json.dumps(response_case(protocol, operation, rng, number)) + "\n")
            rng = random.Random(f"{seed}/{service.name}/{protocol}/{name}")
            out.write(json.dumps(common_error_case(protocol, operation, rng)) + "\n")
            for error in operation.error_shapes:
                rng = random.Random(f"{seed}/{service.name}/{protocol}/{name}/{error.name}")
                out.write(json.dumps(error_case(protocol, operation, error, rng)) + "\n")


def common_error_case(protocol, operation, rng):
    """An error that no model declares, such as every service may answer."""
    message = "Rate exceeded <" + "".join(rng.choice(TRICKY) for _ in range(9)).strip() + ">"
    return {
        "kind": "error", "protocol": protocol, "operation": operation.name, "error": None, "code": "ThrottlingFault",
        "status": rng.choice([400, 403, 429, 503]), "message": message, "value": {},
    }


def request_case(serializer, protocol, operation, rng, number):
    values = Values(rng, protocol, is_request=True)
    parameters = values.structure(operation.input_shape) if operation.input_shape else {}
    hosted = {
        member: "h" + "".join(rng.choice("abcdef0123456789") for _ in range(8))
        for member, shape in (operation.input_shape.members.items() if operation.input_shape else [])
        if shape.serialization.get("hostLabel")
    }
    parameters.update(hosted)
    request = serializer.serialize_to_request(parameters, operation)
    prepare_request_dict(request, endpoint_url="https://service.example", context={})
    prepared = AWSRequest(request["method"], request["url"], request["headers"], request["body"]).prepare()
    path, _, query = prepared.url[len("https://"):].partition("?")
    body = prepared.body
    body = body.read() if hasattr(body, "read") else body.encode() if isinstance(body, str) else body or b""
    for member, shape in operation.input_shape.members.items() if operation.input_shape else []:
        # HTTP says the length whether the caller does or not.
        if shape.serialization.get("name") == "Content-Length" and "Content-Length" in prepared.headers:
            parameters[member] = int(prepared.headers["Content-Length"])
    return {
        "kind": "request", "protocol": protocol, "operation": operation.name, "case": number,
        "method": prepared.method, "path": path[path.index("/"):], "query": query,
        "headers": {key: value.decode() if isinstance(value, bytes) else value for key, value in prepared.headers.items()},
        "body": base64.b64encode(body).decode(), "value": plain(parameters),
    }


def response_case(protocol, operation, rng, number):
    shape = operation.output_shape
    value = plain(Values(rng, protocol, is_request=False).structure(shape)) if shape else {}
    return {"kind": "response", "protocol": protocol, "operation": operation.name, "case": number, "value": value}


def error_case(protocol, operation, error, rng):
    value = plain(Values(rng, protocol, is_request=False).structure(error))
    message = "It was <refused> & \"why\": " + "".join(rng.choice(LETTERS) for _ in range(9))
    value.update({name: message for name in error.members if name.lower() == "message"})
    return {
        "kind": "error", "protocol": protocol, "operation": operation.name, "error": error.name, "code": error.error_code,
        "status": error.metadata.get("error", {}).get("httpStatusCode", 500 if error._shape_model.get("fault") else 400),
        "message": message, "value": value,
    }


def check(service, answers):
    models = {protocol: service.model(protocol) for protocol in service.protocols}
    faults = checked = 0
    for line in answers:
        answer = json.loads(line)
        problem = problem_of(models[answer["protocol"]], answer)
        checked += 1
        if problem:
            faults += 1
            where = f"{answer['protocol']} {answer['operation']} {answer['kind']} {answer.get('error', answer.get('case'))}"
            body = base64.b64decode(answer["body"])[:3000].decode("utf-8", "replace")
            print(json.dumps({"where": where, "problem": problem, "headers": answer["headers"], "body": body}))
    print(json.dumps({"checked": checked, "faults": faults}))


def problem_of(model, answer):
    operation = model.operation_model(answer["operation"])
    parser = parsers.create_parser(answer["protocol"])
    response = {
        "status_code": answer["status"],
        "headers": HeadersDict(answer["headers"]),
        "body": base64.b64decode(answer["body"]),
        "context": {"operation_name": operation.name},
    }
    if answer["kind"] == "response" and operation.has_event_stream_output:
        response["body"] = RawStream(response["body"])
    elif answer["kind"] == "response" and operation.has_streaming_output:
        response["body"] = io.BytesIO(response["body"])
    try:
        parsed = parser.parse(response, operation.output_shape)
    except Exception as error:  # whatever botocore makes of wrong bytes is the finding
        return f"{type(error).__name__}: {error}"
    parsed.pop("ResponseMetadata", None)
    if answer["kind"] == "error":
        return error_problem(model, parser, response, parsed, answer)
    if model.service_name == "s3" and operation.name == "GetBucketLocation":
        # botocore reads this one answer in a handler of its own, since the member is the root element's text.
        from botocore.handlers import parse_get_bucket_location
        parse_get_bucket_location(parsed, Text(response["body"]))
    expected = answer["value"]
    if operation.has_event_stream_output:
        name = operation.output_shape.event_stream_name
        expected.pop(name, None)
        parsed.pop(name, None)
    if operation.output_shape:
        parsed = without_doubled(parsed, operation.output_shape)
        # An answer with a body has a type, whether the operation says one or not.
        for name, member in operation.output_shape.members.items():
            if member.serialization.get("name") == "Content-Type" and name not in expected:
                parsed.pop(name, None)
    return difference(expected, plain(parsed), answer["protocol"])


def without_doubled(value, shape):
    """Takes out what botocore read twice."""
    if shape.type_name != "structure" or not isinstance(value, dict):
        return value
    return {
        key: without_doubled(item, shape.members[key])
        for key, item in value.items()
        if key in shape.members and not is_doubled(key, shape.members)
    }


def error_problem(model, parser, response, parsed, answer):
    error = parsed.get("Error", {})
    if error.get("Code") != answer["code"]:
        return f"code {error.get('Code')!r}, not {answer['code']!r}"
    if error.get("Message") != answer["message"]:
        return f"message {error.get('Message')!r}, not {answer['message']!r}"
    if response["status_code"] != answer["expectedStatus"]:
        return f"status {response['status_code']}, not {answer['expectedStatus']}"
    if answer["error"] is None:
        return None
    shape = model.shape_for(answer["error"])
    members = parser.parse(response, shape)
    # A member in the header that names the error holds the error's name, whatever else is said.
    named = {key for key, member in shape.members.items() if member.serialization.get("name", "").lower() == "x-amzn-errortype"}
    members = {key: plain(value) for key, value in members.items() if key in shape.members and key not in named and key.lower() != "message"}
    expected = {key: value for key, value in answer["value"].items() if key not in named and key.lower() != "message"}
    return difference(expected, members, answer["protocol"])


class RawStream:
    """What urllib3 gives the event stream parser to read."""

    def __init__(self, content):
        self.content = content

    def stream(self, *_, **__):
        yield self.content

    def close(self):
        pass


class Text:
    """What the handler takes from an HTTP response."""

    def __init__(self, content):
        self.content = content
        self.raw = content


def difference(expected, actual, protocol, at=""):
    """Says where two values part; XML cannot tell an empty list or structure from none."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted({*expected, *actual}):
            one, other = expected.get(key), actual.get(key)
            if one in (None, [], {}, "") and other in (None, [], {}, "") and (protocol in XML or one == other):
                continue
            problem = difference(one, other, protocol, f"{at}.{key}")
            if problem:
                return problem
        return None
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (one, other) in enumerate(zip(expected, actual)):
            problem = difference(one, other, protocol, f"{at}[{index}]")
            if problem:
                return problem
        return None
    if isinstance(expected, bool) is isinstance(actual, bool) and expected == actual:
        return None
    return f"{at or '.'}: {json.dumps(actual, default=str)[:200]}, not {json.dumps(expected)[:200]}"


def main():
    command = sys.argv[1]
    if command == "version":
        print(botocore.__version__)
    elif command == "generate":
        with open(sys.argv[5], "w", encoding="utf-8") as out:
            generate(Service(sys.argv[2]), sys.argv[3], int(sys.argv[4]), out)
    elif command == "check":
        with open(sys.argv[3], encoding="utf-8") as answers:
            check(Service(sys.argv[2]), answers)


if __name__ == "__main__":
    main()
