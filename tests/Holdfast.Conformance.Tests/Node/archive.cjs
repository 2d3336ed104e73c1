// The AWS SDK for JavaScript and S3: streams both ways, paginators, waiters, errors that are classes.
"use strict";
const assert = require("node:assert/strict");
const { after, test } = require("node:test");
const { createHash, randomBytes } = require("node:crypto");
const s3 = require("@aws-sdk/client-s3");

const root = { accessKeyId: "210000000023", secretAccessKey: "test" };
const client = new s3.S3Client({ credentials: root, forcePathStyle: true });
const send = (command) => client.send(command);
const Bucket = "archive-node";

after(() => client.destroy());

test("a bucket is made and waited for", async () => {
  await send(new s3.CreateBucketCommand({ Bucket }));
  const waited = await s3.waitUntilBucketExists({ client, maxWaitTime: 10 }, { Bucket });
  assert.equal(waited.state, "SUCCESS");
  await assert.rejects(send(new s3.CreateBucketCommand({ Bucket: "No" })), { name: "InvalidBucketName" });
});

test("objects go in and out, with the checksums that the SDK adds by itself", async () => {
  const Body = randomBytes(3_000_000);
  const put = await send(new s3.PutObjectCommand({ Bucket, Key: "deep/er/object", Body, Metadata: { kind: "random" } }));
  const got = await send(new s3.GetObjectCommand({ Bucket, Key: "deep/er/object", ChecksumMode: "ENABLED" }));
  const bytes = await got.Body.transformToByteArray();
  assert.equal(createHash("sha256").update(bytes).digest("hex"), createHash("sha256").update(Body).digest("hex"));
  assert.equal(got.ETag, put.ETag);
  assert.equal(got.Metadata.kind, "random");
});

test("parts make an object", async () => {
  const Key = "parts";
  const { UploadId } = await send(new s3.CreateMultipartUploadCommand({ Bucket, Key }));
  const pieces = [randomBytes(5 << 20), randomBytes(1000)];
  const Parts = [];
  for (const PartNumber of [2, 1]) {
    const { ETag } = await send(new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: pieces[PartNumber - 1] }));
    Parts.unshift({ PartNumber, ETag });
  }
  const done = await send(new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  assert.match(done.ETag, /-2"$/);
  const got = await send(new s3.GetObjectCommand({ Bucket, Key }));
  assert.ok(Buffer.concat(pieces).equals(Buffer.from(await got.Body.transformToByteArray())));
});

test("paginators give every page, and common prefixes", async () => {
  for (const Key of ["a/1", "a/2", "b/1", "c"]) await send(new s3.PutObjectCommand({ Bucket, Key, Body: Key }));
  const found = [];
  for await (const page of s3.paginateListObjectsV2({ client, pageSize: 1 }, { Bucket, Delimiter: "/" })) {
    found.push(...(page.CommonPrefixes ?? []).map((one) => one.Prefix), ...(page.Contents ?? []).map((one) => one.Key));
  }
  assert.deepEqual(found, ["a/", "b/", "c", "deep/", "parts"]);
});

test("errors are classes with the words of AWS", async () => {
  await assert.rejects(send(new s3.GetObjectCommand({ Bucket, Key: "none" })), (error) =>
    error instanceof s3.NoSuchKey && error.message === "The specified key does not exist." && error.$metadata.httpStatusCode === 404);
  await assert.rejects(send(new s3.HeadObjectCommand({ Bucket, Key: "none" })), s3.NotFound);
  await assert.rejects(send(new s3.ListObjectsV2Command({ Bucket: "nobody-has-this-one" })), s3.NoSuchBucket);
});
