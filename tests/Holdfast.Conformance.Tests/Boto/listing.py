"""What S3's listings do at their edges: delimiters, prefixes, markers, pages, encodings, versions and uploads."""

import random
import unittest

from harness import main
from shelf import bucket, client, fill, nobody, refusal


def keys(page):
    """The keys of a page."""
    return [item["Key"] for item in page.get("Contents", [])]


def prefixes(page):
    """The common prefixes of a page."""
    return [item["Prefix"] for item in page.get("CommonPrefixes", [])]


class Listings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.s3 = client()
        cls.both = [cls.s3.list_objects, cls.s3.list_objects_v2]

    def test_delimiters(self):
        cases = [
            (["foo/bar", "foo/bar/xyzzy", "quux/thud", "asdf"], "/", ["asdf"], ["foo/", "quux/"]),
            (["bar", "baz", "cab", "foo"], "a", ["foo"], ["ba", "ca"]),
            (["b%ar", "b%az", "c%ab", "foo"], "%", ["foo"], ["b%", "c%"]),
            (["b ar", "b az", "c ab", "foo"], " ", ["foo"], ["b ", "c "]),
            (["b.ar", "b.az", "c.ab", "foo"], ".", ["foo"], ["b.", "c."]),
            (["bar", "foo"], "\n", ["bar", "foo"], []),
            (["bar", "foo"], "/", ["bar", "foo"], []),
        ]
        for names, delimiter, expected, grouped in cases:
            here = fill(self.s3, bucket(self.s3), *names)
            for each in self.both:
                with self.subTest(delimiter=delimiter, call=each.__name__):
                    page = each(Bucket=here, Delimiter=delimiter)
                    self.assertEqual((page["Delimiter"], keys(page), prefixes(page)), (delimiter, expected, grouped))
                    if "KeyCount" in page:
                        self.assertEqual(page["KeyCount"], len(expected) + len(grouped))
        for each in self.both:
            page = each(Bucket=here, Delimiter="")
            self.assertNotIn("Delimiter", page)
            self.assertEqual(keys(page), ["bar", "foo"])

    def test_a_group_is_skipped_as_one(self):
        here = fill(self.s3, bucket(self.s3), "0/", *[f"0/{number}" for number in range(40)], "1999", "1999#", "1999+", "2000")
        for each in self.both:
            page = each(Bucket=here, Delimiter="/", MaxKeys=4)
            self.assertEqual((keys(page), prefixes(page), page["IsTruncated"]), (["1999", "1999#", "1999+"], ["0/"], True))

    def test_prefixes(self):
        here = fill(self.s3, bucket(self.s3), "foo/bar", "foo/baz/xyzzy", "quux/thud", "asdf")
        for prefix, delimiter, expected, grouped in [
            ("foo/", None, ["foo/bar", "foo/baz/xyzzy"], []), ("", None, ["asdf", "foo/bar", "foo/baz/xyzzy", "quux/thud"], []),
            ("d", None, [], []), ("\n", None, [], []), ("foo/", "/", ["foo/bar"], ["foo/baz/"]), ("/", "d", [], []),
            ("foo", "z", ["foo/bar"], ["foo/baz"]), ("y", "z", [], []), ("foo/ba", "a", [], []),
        ]:
            more = {"Delimiter": delimiter} if delimiter else {}
            for each in self.both:
                with self.subTest(prefix=prefix, delimiter=delimiter, call=each.__name__):
                    page = each(Bucket=here, Prefix=prefix, **more)
                    if (prefix, each) != ("\n", self.s3.list_objects):  # botocore leaves this one encoded
                        self.assertEqual(page["Prefix"], prefix)
                    if prefix != "foo/ba":
                        self.assertEqual((keys(page), prefixes(page)), (expected, grouped))

    def test_pages_with_a_delimiter(self):
        here = fill(self.s3, bucket(self.s3), "asdf", "boo/bar", "boo/baz/xyzzy", "cquux/thud", "cquux/bla")
        for prefix, size, expected in [
            ("", 1, [(["asdf"], [], "asdf"), ([], ["boo/"], "boo/"), ([], ["cquux/"], None)]),
            ("", 2, [(["asdf"], ["boo/"], "boo/"), ([], ["cquux/"], None)]),
            ("boo/", 1, [(["boo/bar"], [], "boo/bar"), ([], ["boo/baz/"], None)]),
            ("boo/", 2, [(["boo/bar"], ["boo/baz/"], None)]),
        ]:
            marker, more = "", {"StartAfter": ""}
            for found, grouped, after in expected:
                with self.subTest(prefix=prefix, size=size, after=after):
                    page = self.s3.list_objects(Bucket=here, Prefix=prefix, Delimiter="/", MaxKeys=size, Marker=marker)
                    self.assertEqual((keys(page), prefixes(page), page.get("NextMarker"), page["IsTruncated"]), (found, grouped, after, after is not None))
                    marker = after
                    page = self.s3.list_objects_v2(Bucket=here, Prefix=prefix, Delimiter="/", MaxKeys=size, **more)
                    self.assertEqual((keys(page), prefixes(page), page["IsTruncated"]), (found, grouped, after is not None))
                    self.assertEqual("NextContinuationToken" in page, after is not None)
                    more = {"ContinuationToken": page.get("NextContinuationToken")}
        here = fill(self.s3, bucket(self.s3), "asdf/")
        page = self.s3.list_objects(Bucket=here, Prefix="asdf/", Delimiter="/")
        self.assertEqual((keys(page), prefixes(page)), (["asdf/"], []))

    def test_markers_and_sizes(self):
        here = fill(self.s3, bucket(self.s3), "bar", "baz", "foo", "quxx")
        for marker, expected in [("", 4), ("\n", 4), ("blah", 2), ("zzz", 0), ("bar", 3)]:
            page = self.s3.list_objects(Bucket=here, Marker=marker)
            self.assertEqual((page["Marker"], len(keys(page)), page["IsTruncated"]), (marker, expected, False))
            page = self.s3.list_objects_v2(Bucket=here, StartAfter=marker)
            self.assertEqual((page.get("StartAfter", ""), len(keys(page))), (marker, expected))
        for each in self.both:
            page = each(Bucket=here, MaxKeys=0)
            self.assertEqual((keys(page), page["IsTruncated"]), ([], False))
            page = each(Bucket=here)
            self.assertEqual((len(keys(page)), page["MaxKeys"]), (4, 1000))
        first = self.s3.list_objects_v2(Bucket=here, MaxKeys=1)
        second = self.s3.list_objects_v2(Bucket=here, ContinuationToken=first["NextContinuationToken"], StartAfter="foo")
        self.assertEqual((keys(second), second["ContinuationToken"]), (["baz", "foo", "quxx"], first["NextContinuationToken"]))
        page = self.s3.list_objects_v2(Bucket=here, ContinuationToken="")
        self.assertEqual((page["ContinuationToken"], len(keys(page)), page["IsTruncated"]), ("", 4, False))
        self.assertEqual(refusal(self.s3.list_objects_v2, Bucket=here, ContinuationToken="nothing of ours"), (400, "InvalidArgument"))
        self.assertNotIn("NextMarker", self.s3.list_objects(Bucket=here, MaxKeys=1))

    def test_a_size_that_is_no_number(self):
        here = bucket(self.s3)
        for each, operation in zip(self.both, ["ListObjects", "ListObjectsV2"], strict=True):
            spoiled = client()
            spoiled.meta.events.register(f"before-call.s3.{operation}", lambda params, **_: params.update(url=params["url"] + "&max-keys=blah"))
            self.assertEqual(refusal(getattr(spoiled, each.__name__), Bucket=here), (400, "InvalidArgument"))

    def test_encoding(self):
        here = fill(self.s3, bucket(self.s3), "foo+1/bar", "foo/bar/xyzzy", "quux ab/thud", "asdf+b")
        for each in self.both:
            page = each(Bucket=here, Delimiter="/", EncodingType="url")
            self.assertEqual((page["Delimiter"], keys(page), prefixes(page)), ("/", ["asdf%2Bb"], ["foo%2B1/", "foo/", "quux%20ab/"]))
        self.assertEqual(refusal(self.s3.list_objects, Bucket=here, EncodingType="base64"), (400, "InvalidArgument"))

    def test_what_is_said_of_each(self):
        for versioned in [False, True]:
            here = fill(self.s3, bucket(self.s3, versioned=versioned), "bar", "baz")
            owner = self.s3.list_buckets()["Owner"]["ID"]
            page = self.s3.list_object_versions(Bucket=here)["Versions"] if versioned else self.s3.list_objects(Bucket=here)["Contents"]
            for item in page:
                head = self.s3.head_object(Bucket=here, Key=item["Key"])
                self.assertEqual((item["ETag"], item["Size"], item["Owner"]["ID"], item["StorageClass"]), (head["ETag"], head["ContentLength"], owner, "STANDARD"))
                self.assertEqual(item["LastModified"].replace(microsecond=0), head["LastModified"])
                self.assertEqual(item.get("VersionId"), head.get("VersionId"))
        page = self.s3.list_objects_v2(Bucket=here)
        self.assertNotIn("Owner", page["Contents"][0])
        self.assertIn("Owner", self.s3.list_objects_v2(Bucket=here, FetchOwner=True)["Contents"][0])

    def test_names_of_every_kind(self):
        names = [" ", '"', "$", "%", "&", "'", "<", ">", "_", "_ ", "_ _", "__"]
        here = fill(self.s3, bucket(self.s3), *names)
        self.assertEqual(keys(self.s3.list_objects(Bucket=here)), names)
        for each in names:
            self.assertEqual(self.s3.get_object(Bucket=here, Key=each)["Body"].read().decode(), each)

    def test_versions_come_newest_first(self):
        here = bucket(self.s3, versioned=True)
        made = [self.s3.put_object(Bucket=here, Key=key, Body=b"x")["VersionId"] for key in ["a", "a", "a-1", "a-1"]]
        marker = self.s3.delete_object(Bucket=here, Key="a")["VersionId"]
        page = self.s3.list_object_versions(Bucket=here)
        self.assertEqual([item["VersionId"] for item in page["Versions"]], [made[1], made[0], made[3], made[2]])
        self.assertEqual([(item["VersionId"], item["IsLatest"]) for item in page["DeleteMarkers"]], [(marker, True)])
        seen, more = [], {"KeyMarker": "", "VersionIdMarker": ""}
        while True:
            page = self.s3.list_object_versions(Bucket=here, MaxKeys=1, **{key: value for key, value in more.items() if value or key == "KeyMarker"})
            seen += [item["VersionId"] for item in page.get("Versions", []) + page.get("DeleteMarkers", [])]
            if not page["IsTruncated"]:
                break
            more = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}
        self.assertEqual(seen, [marker, made[1], made[0], made[3], made[2]])

    def test_the_buckets_of_an_account(self):
        mine = client(f"21{random.randrange(10 ** 10):010}")
        self.assertEqual(mine.list_buckets(MaxBuckets=1)["Buckets"], [])
        first, second = bucket(mine), bucket(mine)
        page = mine.list_buckets(MaxBuckets=1)
        self.assertEqual([item["Name"] for item in page["Buckets"]], [first])
        page = mine.list_buckets(MaxBuckets=1, ContinuationToken=page["ContinuationToken"])
        self.assertEqual([item["Name"] for item in page["Buckets"]], [second])
        self.assertNotIn("ContinuationToken", page)

    def test_what_may_not_be_listed(self):
        here = bucket(self.s3)
        for each in [nobody().list_objects, nobody().list_objects_v2]:
            self.assertEqual(refusal(each, Bucket=here), (403, "AccessDenied"))
        for each in self.both:
            self.assertEqual(refusal(each, Bucket=here + "-none"), (404, "NoSuchBucket"))


if __name__ == "__main__":
    main()
