using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>
/// Delivers the answer of a query into a bucket: packed files of comma-separated values, and the sign file by which <c>aws cloudtrail verify-query-results</c> checks
/// them (the user guide, "CloudTrail Lake query result file structure").
/// </summary>
/// <param name="objects">Writes into buckets.</param>
/// <param name="keys">The keys of the region, the same that sign digests.</param>
/// <param name="files">The answers.</param>
internal sealed class QueryDelivery(IObjectWriter objects, SigningKeys keys, LakeFiles files)
{
    private const string SignFile = "result_sign.json";
    private const string Algorithm = "SHA256withRSA";
    private const int RowsPerFile = 100_000;
    private const int PrefixLengthMax = 900;

    /// <summary>Checks that a bucket takes what is to be delivered.</summary>
    /// <exception cref="S3BucketDoesNotExistException">There is no such bucket.</exception>
    /// <exception cref="InsufficientS3BucketPolicyException">Its policy does not let CloudTrail deliver.</exception>
    public async ValueTask CheckAsync(Call call, string uri, string store, CancellationToken cancellationToken)
    {
        var (bucket, prefix) = PlaceOf(uri);
        if (prefix.Length > PrefixLengthMax)
        {
            throw new InvalidS3PrefixException($"S3 key prefix too long. Maximum allowed length: {PrefixLengthMax} characters.");
        }

        try
        {
            await objects.FindOwnerAsync(ServiceCall(store, call.Account, call.Region, call.Now, call.Ids, call.Transaction), bucket, cancellationToken);
        }
        catch (ServiceException refusal) when (refusal.Code == "NoSuchBucket")
        {
            throw new S3BucketDoesNotExistException($"S3 bucket {bucket} does not exist!");
        }
        catch (ServiceException)
        {
            throw new InsufficientS3BucketPolicyException($"Incorrect S3 bucket policy is detected for bucket: {bucket}");
        }
    }

    /// <summary>Delivers an answer.</summary>
    /// <returns>How it went.</returns>
    public async ValueTask<string> DeliverAsync(LakeQuery query, QueryAnswer answer, Step step, CancellationToken cancellationToken)
    {
        var call = ServiceCall(query.Stores[0], query.Account, new(query.Region), step.Now, step.Ids, step.Transaction);
        var (bucket, prefix) = PlaceOf(query.DeliveryUri!);
        var folder = string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix}AWSLogs/{query.Account}/CloudTrail-Lake/Query/{step.Now.UtcDateTime:yyyy'/'MM'/'dd}/{query.Id}/");
        var isSigning = false;
        try
        {
            var delivered = new List<(string Name, string Hash)>();
            for (var from = 0; from < Math.Max(answer.Rows, 1); from += RowsPerFile)
            {
                var name = $"result_{delivered.Count + 1}.csv.gz";
                var packed = await PackAsync(answer, from, cancellationToken);
                await objects.WriteAsync(call, new(bucket, folder + name, packed) { ContentType = "application/x-gzip", CannedAcl = TrailCall.CannedAcl }, cancellationToken);
                delivered.Add((name, Convert.ToHexStringLower(SHA256.HashData(packed))));
            }

            isSigning = true;
            var key = await keys.CurrentAsync(step, query.Region, cancellationToken);
            var sign = SignOf(query.Region, step.Now, key, delivered);
            await objects.WriteAsync(call, new(bucket, folder + SignFile, sign) { ContentType = "application/json", CannedAcl = TrailCall.CannedAcl }, cancellationToken);
            return DeliveryStatus.SUCCESS;
        }
        catch (ServiceException refusal)
        {
            return (TrailCall.ErrorOf(refusal), isSigning) switch
            {
                ("AccessDenied", true) => DeliveryStatus.AccessDeniedSigningFile,
                ("AccessDenied", false) => DeliveryStatus.AccessDenied,
                ("NoSuchBucket", _) => DeliveryStatus.ResourceNotFound,
                (_, true) => DeliveryStatus.FailedSigningFile,
                _ => DeliveryStatus.FAILED,
            };
        }
    }

    private byte[] SignOf(string region, DateTimeOffset now, SigningKey key, List<(string Name, string Hash)> delivered)
    {
        var signature = keys.Sign(key, Encoding.UTF8.GetBytes(string.Join(' ', delivered.Select(static file => file.Hash))));
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteString("region", region);
            json.WriteStartArray("files");
            foreach (var (name, hash) in delivered)
            {
                json.WriteStartObject();
                json.WriteString("fileHashValue", hash);
                json.WriteString("fileName", name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("hashAlgorithm", "SHA-256");
            json.WriteString("signatureAlgorithm", Algorithm);
            json.WriteString("queryCompleteTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("hashSignature", signature);
            json.WriteString("publicKeyFingerprint", key.Fingerprint);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private async ValueTask<byte[]> PackAsync(QueryAnswer answer, int from, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using (var packer = new GZipStream(bytes, CompressionLevel.Optimal))
        await using (var text = new StreamWriter(packer, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            await text.WriteAsync(LineOf(answer.Columns));
            for (var at = from; at < Math.Min(from + RowsPerFile, answer.Rows); at += AnswerWriter.ChunkRows)
            {
                foreach (var row in await AnswerReader.ReadAsync(files.Blobs, answer, at, AnswerWriter.ChunkRows, cancellationToken))
                {
                    await text.WriteAsync(LineOf(row));
                }
            }
        }

        return bytes.ToArray();
    }

    private static string LineOf(IEnumerable<string?> values)
        => string.Join(',', values.Select(static value => $"\"{value?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";

    private static (string Bucket, string Prefix) PlaceOf(string uri)
    {
        var parts = uri["s3://".Length..].Split('/', 2);
        var prefix = parts.Length == 2 ? parts[1] : "";
        return (parts[0], prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/");
    }

    private static Call ServiceCall(string store, AccountId account, Region region, DateTimeOffset now, IdSource ids, Store.ITransaction transaction)
        => TrailCall.Of(EventDataStore.ArnOf(region, account, store), account, region, now, ids, transaction);
}
