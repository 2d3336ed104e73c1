"""Random values of shapes, as botocore takes them, and their form in JSON."""

import base64
import binascii
import datetime
import struct

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
DEPTH_MAX = 5
XML = ("query", "ec2", "rest-xml")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
TRICKY = LETTERS + " &<>'\"/\\+%=?#;:,!*()[]{}~\u00e9\u4e2d\U0001f600"


class Values:
    """Random values of shapes: as botocore takes them, and as JSON."""

    def __init__(self, rng, protocol, is_request):
        self.rng = rng
        self.protocol = protocol
        self.is_request = is_request
        self.may_be_empty = protocol in ("json", "smithy-rpc-v2-cbor")

    def structure(self, shape, depth=0, location=None):
        members = shape.members
        required = set(shape.required_members)
        chosen = [
            name
            for name, member in members.items()
            if name in required
            or member.serialization.get("eventstream")
            or member.serialization.get("streaming")
            or (location is None and member.serialization.get("location") == "uri")
            or (depth < DEPTH_MAX and self.rng.random() < (0.6 if depth < 2 else 0.35))
        ]
        if getattr(shape, "is_tagged_union", False):
            chosen = [self.rng.choice(sorted(members))]
        elif not chosen and members and not self.may_be_empty and depth > 0:
            chosen = [self.rng.choice(self.shallow(members))]
        value = {}
        for name in members:
            if name in chosen and not is_doubled(name, members):
                made = self.value(members[name], depth + 1, members[name].serialization.get("location") if depth == 0 else None)
                if made is not None:
                    value[name] = made
        return value

    @staticmethod
    def shallow(members):
        plain = [name for name, member in members.items() if member.type_name not in ("structure", "list", "map")]
        return sorted(plain or members)

    def value(self, shape, depth, location=None):
        kind = shape.type_name
        if getattr(shape, "is_document_type", False):
            return {"any": [1, "two", None, True, {"deep": 0.5}]}
        if kind == "structure":
            return INITIAL_FRAME if shape.serialization.get("eventstream") else self.structure(shape, depth)
        if kind == "list":
            item = location or ("inside" if depth else None)
            return [self.value(shape.member, depth + 1, item if location else None) for _ in range(self.count(shape, depth, location))]
        if kind == "map":
            keys = {}
            for _ in range(self.count(shape, depth, location)):
                key = self.text(shape.key, "header-name" if location == "headers" else location)
                keys[key] = self.value(shape.value, depth + 1, location)
            return keys
        return self.scalar(shape, kind, location)

    def count(self, shape, depth, location):
        least = int(shape.metadata.get("min", 0))
        if depth > DEPTH_MAX:
            return max(least, 0 if self.may_be_empty else 1)
        few = 0 if self.may_be_empty and location is None else 1
        return max(min(least, 5), self.rng.choice([few, 1, 2, 3]))

    def scalar(self, shape, kind, location):
        rng = self.rng
        if kind == "string":
            return self.text(shape, location)
        if kind == "blob":
            return rng.randbytes(rng.choice([1, 2, 3, 40]) if location or self.protocol in XML else rng.choice([0, 1, 2, 3, 40]))
        if kind == "boolean":
            return rng.random() < 0.5
        if kind == "timestamp":
            return self.instant(shape, location)
        if kind in ("integer", "long"):
            if location == "statusCode":
                return rng.randint(200, 299)
            least = int(shape.metadata.get("min", -(2**31) if kind == "integer" else -(2**53)))
            return max(least, rng.choice([0, 1, -1, rng.randint(0, 99), rng.randint(-(2**31), 2**31 - 1), 2**31 - 1 if kind == "integer" else 2**53]))
        least = float(shape.metadata.get("min", -1e12))
        return max(least, rng.choice([0.0, 1.0, -0.5, rng.randint(-800, 800) / 8, 1.5e10 if kind == "double" else 1024.0]))

    def instant(self, shape, location):
        moment = EPOCH + datetime.timedelta(seconds=self.rng.randint(0, 4_000_000_000))
        spelled = shape.serialization.get("timestampFormat")
        if spelled is None:
            spelled = "rfc822" if location == "header" else "iso8601" if self.protocol in XML or location else "unixTimestamp"
        # botocore writes epoch seconds, and instants in headers, without a fraction; an HTTP date has none.
        fraction = spelled != "rfc822" and not (self.is_request and (spelled == "unixTimestamp" or location))
        return moment + datetime.timedelta(milliseconds=self.rng.choice([0, 1, 250, 999])) if fraction else moment

    def text(self, shape, location):
        choices = getattr(shape, "enum", None)
        if choices:
            return self.rng.choice(choices)
        least = int(shape.metadata.get("min", 0))
        if location == "header-name":
            alphabet, length = "abcdefghijklmnopqrstuvwxyz0123456789-", self.rng.randint(1, 12)
            return "k" + "".join(self.rng.choice(alphabet) for _ in range(length))
        alphabet = LETTERS if location in ("header", "headers", "host") else TRICKY
        empty = 0 if self.may_be_empty or (location is None and self.protocol != "ec2") else 1
        length = max(min(least, 64), self.rng.choice([empty, 1, 5, 20]))
        text = "".join(self.rng.choice(alphabet) for _ in range(length))
        if location is None or location == "querystring":
            return text
        if location == "uri":
            return text.replace("\\", "-").strip("./ ") or "label"
        return text.strip() or "x"


def frame(headers, payload):
    encoded = b"".join(
        bytes([len(name)]) + name.encode() + b"\x07" + struct.pack(">H", len(value)) + value.encode() for name, value in headers.items()
    )
    prelude = struct.pack(">II", 16 + len(encoded) + len(payload), len(encoded))
    prelude += struct.pack(">I", binascii.crc32(prelude) & 0xFFFFFFFF)
    message = prelude + encoded + payload
    return message + struct.pack(">I", binascii.crc32(message) & 0xFFFFFFFF)


def is_doubled(name, members):
    """Says whether a list among the members has the same name on the wire: S3's Event is the first of its Events."""
    spelled = members[name].serialization.get("name", name)
    return members[name].type_name == "string" and any(
        other.type_name == "list" and other.serialization.get("name") == spelled for other in members.values()
    )


INITIAL_FRAME = frame({":message-type": "event", ":event-type": "initial-response"}, b"{}")


def plain(value):
    """Gives a value as JSON."""
    if isinstance(value, datetime.datetime):
        return round((value - EPOCH) / datetime.timedelta(milliseconds=1))
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "read"):
        return plain(value.read())
    return value
