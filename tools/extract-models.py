#!/usr/bin/env python3
"""Extracts the wire facts of AWS service models from an installed botocore.

    python3 tools/extract-models.py                  every service of the table below
    python3 tools/extract-models.py NAME [FOLDER]    one service, a new one included
    python3 tools/extract-models.py --check [NAME]   exit 1 when a committed file differs from what is installed

A model file holds facts only: names, types, members, locations, traits, constraints, error codes
and paginators. Documentation is never copied. A key that this script does not know stops it, so
that a new trait is looked at by a person instead of being dropped or copied unseen.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ROOT / "src" / "Services"

# botocore's name -> folder under src/Services.
FOLDERS = {
    "accessanalyzer": "AccessAnalyzer",
    "account": "Account",
    "cloudformation": "CloudFormation",
    "cloudtrail": "CloudTrail",
    "cloudtrail-data": "CloudTrailData",
    "cloudwatch": "CloudWatch",
    "config": "Config",
    "ec2": "Ec2",
    "events": "Events",
    "iam": "Iam",
    "kms": "Kms",
    "logs": "Logs",
    "organizations": "Organizations",
    "s3": "S3",
    "sns": "Sns",
    "sqs": "Sqs",
    "sts": "Sts",
    "support": "Support",
}

METADATA = {
    "keep": [
        "apiVersion", "auth", "awsQueryCompatible", "checksumFormat", "endpointPrefix", "globalEndpoint",
        "jsonVersion", "protocol", "protocols", "serviceFullName", "serviceId", "signatureVersion",
        "signingName", "targetPrefix", "uid", "xmlNamespace",
    ],
    "drop": ["serviceAbbreviation"],
}
OPERATION = {
    "keep": [
        "http", "input", "output", "errors", "authtype", "auth", "endpoint", "httpChecksum", "idempotent",
        "readonly", "requestcompression", "unsignedPayload",
    ],
    "drop": [
        "name", "alias", "documentation", "documentationUrl", "deprecated", "deprecatedMessage", "deprecatedSince",
        "staticContextParams", "operationContextParams", "internalonly", "internal", "endpointdiscovery",
        "endpointoperation", "httpChecksumRequired", "contextParams",
    ],
}
SHAPE = {
    "keep": [
        "type", "required", "payload", "xmlNamespace", "locationName", "flattened", "exception", "error", "fault",
        "synthetic", "retryable", "union", "document", "event", "eventstream", "sparse", "box", "sensitive",
        "timestampFormat", "streaming", "requiresLength", "min", "max", "pattern", "enum", "xmlOrder",
        "member", "key", "value", "members",
    ],
    "drop": [
        "documentation", "deprecated", "deprecatedMessage", "deprecatedSince", "senderFault", "wrapper",
        "internal", "mediatype", "enumDocumentation",
    ],
}
MEMBER = {
    "keep": [
        "shape", "location", "locationName", "queryName", "flattened", "xmlNamespace", "xmlAttribute", "streaming",
        "timestampFormat", "hostLabel", "idempotencyToken", "jsonvalue", "eventpayload", "eventheader", "sensitive",
        "box",
    ],
    "drop": [
        "documentation", "deprecated", "deprecatedMessage", "deprecatedSince", "contextParam", "internal",
        "internalonly", "tags",
    ],
}


class UnknownKey(Exception):
    """The model has a key that is neither kept nor knowingly dropped."""


def pick(source, table, where):
    """Keeps the table's keys, in the table's order."""
    for key in source:
        if key not in table["keep"] and key not in table["drop"]:
            raise UnknownKey(f"{where}: unknown key {key!r}: decide whether it is a wire fact")
    return {key: source[key] for key in table["keep"] if key in source}


def operation_facts(name, operation):
    facts = pick(operation, OPERATION, f"operation {name}")
    for side in ("input", "output"):
        if side in facts:
            facts[side] = {key: value for key, value in sorted(facts[side].items()) if key != "documentation"}
    if "errors" in facts:
        facts["errors"] = sorted({error["shape"] for error in facts["errors"]})
    return facts


def shape_facts(name, shape):
    facts = pick(shape, SHAPE, f"shape {name}")
    for part in ("member", "key", "value"):
        if part in facts:
            facts[part] = pick(facts[part], MEMBER, f"{part} of {name}")
    if "members" in facts:
        # The model's order is a fact: it is the order of XML elements on the wire.
        facts["members"] = {
            member: pick(traits, MEMBER, f"member {name}.{member}") for member, traits in facts["members"].items()
        }
    if "required" in facts:
        facts["required"] = sorted(facts["required"])
    return facts


def reachable(operations, shapes):
    """Names the shapes that the operations need, directly or through others."""
    found, open_names = set(), []
    for operation in operations.values():
        open_names += [operation[side]["shape"] for side in ("input", "output") if side in operation]
        open_names += operation.get("errors", [])
    while open_names:
        name = open_names.pop()
        if name in found:
            continue
        found.add(name)
        shape = shapes[name]
        open_names += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
        open_names += [member["shape"] for member in shape.get("members", {}).values()]
    return found


def extract(loader, name):
    model = loader.load_service_model(name, "service-2")
    names = sorted(model["operations"])
    selection = Path(__file__).with_name(f"{name}-operations.txt")
    if selection.exists():
        wanted = selection.read_text().split()
        unknown = sorted(set(wanted) - set(names))
        if unknown:
            raise UnknownKey(f"{selection.name} names operations that {name} does not have: {', '.join(unknown)}")
        names = sorted(wanted)
    operations = {operation: operation_facts(operation, model["operations"][operation]) for operation in names}
    needed = reachable(operations, model["shapes"])
    shapes = {shape: shape_facts(shape, model["shapes"][shape]) for shape in sorted(needed)}
    return {
        "metadata": dict(sorted(pick(model["metadata"], METADATA, f"metadata of {name}").items())),
        "operations": operations,
        "paginators": paginators(loader, name, set(names)),
        "shapes": shapes,
    }


def paginators(loader, name, operations):
    try:
        pages = loader.load_service_model(name, "paginators-1")["pagination"]
    except Exception as error:  # botocore's own type; a service without paginators is not a fault
        if type(error).__name__ != "UnknownServiceError" and type(error).__name__ != "DataNotFoundError":
            raise
        return {}
    keys = ("input_token", "output_token", "limit_key", "more_results", "result_key")
    return {
        operation: {key: pages[operation][key] for key in keys if key in pages[operation]}
        for operation in sorted(pages)
        if operation in operations
    }


def compact(value):
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))


def render(version, name, facts):
    """One fact per line: compact enough to read, and a changed member is one line of a diff."""
    lines = ["{", f'  "source": {compact("botocore " + version)},', f'  "service": {compact(name)},']
    for section in ("metadata", "operations", "paginators"):
        lines.append(f'  "{section}": {{')
        lines += [f"    {compact(key)}: {compact(value)}," for key, value in facts[section].items()]
        lines[-1] = lines[-1].rstrip(",") if facts[section] else lines[-1]
        lines.append("  },")
    lines.append('  "shapes": {')
    for key, shape in facts["shapes"].items():
        lines += shape_lines(key, shape)
    lines[-1] = lines[-1].rstrip(",")
    return "\n".join(lines + ["  }", "}", ""])


def shape_lines(name, shape):
    tall = None
    if shape.get("members"):
        tall = "members"
    elif len(shape.get("enum", [])) > 6:
        tall = "enum"
    if tall is None:
        return [f"    {compact(name)}: {compact(shape)},"]
    head = {key: value for key, value in shape.items() if key != tall}
    opening, closing = ("{", "}") if tall == "members" else ("[", "]")
    lines = [f'    {compact(name)}: {compact(head)[:-1]}, "{tall}": {opening}']
    if tall == "members":
        lines += [f"      {compact(member)}: {compact(traits)}," for member, traits in shape[tall].items()]
    else:
        lines += [f"      {compact(value)}," for value in shape[tall]]
    lines[-1] = lines[-1].rstrip(",")
    return lines + [f"    {closing}}},"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("name", nargs="?", help="botocore's name of one service, such as iam")
    parser.add_argument("folder", nargs="?", help="its folder under src/Services; the name capitalized when not given")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    options = parser.parse_args()
    try:
        import botocore
        from botocore.loaders import Loader
    except ImportError:
        print("botocore is not installed here: pip install botocore", file=sys.stderr)
        return 2

    folders = dict(FOLDERS)
    if options.name:
        folders = {options.name: options.folder or FOLDERS.get(options.name) or options.name.capitalize()}
    loader = Loader()
    stale = []
    for name, folder in folders.items():
        path = SERVICES / folder / "Model" / f"{name}.json"
        facts = extract(loader, name)
        text = render(botocore.__version__, name, facts)
        json.loads(text)
        if options.check:
            if not path.exists() or path.read_text() != text:
                stale.append(path.relative_to(ROOT))
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        print(f"{path.relative_to(ROOT)}: {len(facts['operations'])} operations, {len(facts['shapes'])} shapes")
    for path in stale:
        print(f"{path} is not what botocore {botocore.__version__} gives", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
