using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Lists the uploads of a bucket that are under way.</summary>
internal sealed class ListMultipartUploads : IOperation<ListMultipartUploadsRequest, ListMultipartUploadsResponse>
{
    // It sorts behind everything that a key can go on with.
    private const string Last = "\U0010FFFF";

    public ValueTask<Target> TargetAsync(ListMultipartUploadsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<ListMultipartUploadsResponse> ExecuteAsync(ListMultipartUploadsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var asked = request.MaxUploads ?? UploadTable.PageMax;
        if (asked < 0)
        {
            throw S3Errors.InvalidArgument("Argument max-uploads must be an integer between 0 and 2147483647", "max-uploads", $"{asked}");
        }

        if (request.EncodingType is not (null or EncodingType.Url))
        {
            throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", request.EncodingType);
        }

        var max = Math.Min(asked, UploadTable.PageMax);
        var page = await ReadAsync(request, call, bucket.Name, max, cancellationToken);
        string? Text(string? text) => text is not null && request.EncodingType is not null ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;
        return new()
        {
            Bucket = bucket.Name,
            KeyMarker = Text(request.KeyMarker) ?? "",
            UploadIdMarker = request.KeyMarker is null ? "" : request.UploadIdMarker ?? "",
            Prefix = Text(request.Prefix),
            Delimiter = Text(request.Delimiter),
            EncodingType = request.EncodingType,
            MaxUploads = max,
            IsTruncated = page.IsTruncated,
            NextKeyMarker = page.IsTruncated ? Text(page.NextKey) : null,
            NextUploadIdMarker = page.IsTruncated ? page.NextId : null,
            Uploads = [.. page.Uploads.Select(upload => ShapeOf(upload, Text(upload.Object.Key)!))],
            CommonPrefixes = [.. page.Prefixes.Select(prefix => new CommonPrefixShape { Prefix = Text(prefix) })],
        };
    }

    private static async ValueTask<Page> ReadAsync(
        ListMultipartUploadsRequest request, Call call, string bucket, int max, CancellationToken cancellationToken)
    {
        var page = new Page();
        var prefix = request.Prefix ?? "";
        var after = request.KeyMarker is not { Length: > 0 } marker ? null
            : PastVersion.PrefixOf(bucket, marker) + (request.UploadIdMarker is { Length: > 0 } id ? id : Last);
        while (max > 0 && await call.Transaction.ListAsync<StoredUpload>(
            $"{bucket}/{PastVersion.Escape(prefix)}", after, max + 1, cancellationToken) is { Count: > 0 } uploads)
        {
            foreach (var upload in uploads)
            {
                var group = GroupOf(upload.Object.Key, prefix, request.Delimiter);
                after = group is null ? upload.Key : $"{bucket}/{PastVersion.Escape(group)}{Last}";
                if (group is not null && string.CompareOrdinal(group, request.KeyMarker) <= 0)
                {
                    break;
                }

                if (page.Count == max)
                {
                    page.IsTruncated = true;
                    return page;
                }

                page.Add(upload, group);
                if (group is not null)
                {
                    // The others of the group are passed over at once.
                    break;
                }
            }
        }

        return page;
    }

    private static string? GroupOf(string key, string prefix, string? delimiter)
        => delimiter is { Length: > 0 } && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is var at and >= 0 ? key[..(at + delimiter.Length)] : null;

    private static MultipartUploadShape ShapeOf(StoredUpload upload, string key) => new()
    {
        UploadId = upload.Id,
        Key = key,
        Initiated = upload.InitiatedAt,
        StorageClass = upload.Object.StorageClass ?? StorageClass.STANDARD,
        Owner = UploadTable.OwnerOf(upload),
        Initiator = UploadTable.InitiatorOf(upload),
        ChecksumAlgorithm = upload.IsAlgorithmChosen ? upload.Algorithm : null,
        ChecksumType = !upload.IsAlgorithmChosen ? null : upload.IsComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject,
    };

    private sealed class Page
    {
        public List<StoredUpload> Uploads { get; } = [];

        public List<string> Prefixes { get; } = [];

        public bool IsTruncated { get; set; }

        public string? NextKey { get; private set; }

        public string? NextId { get; private set; }

        public int Count => Uploads.Count + Prefixes.Count;

        public void Add(StoredUpload upload, string? group)
        {
            (NextKey, NextId) = (group ?? upload.Object.Key, group is null ? upload.Id : null);
            if (group is null)
            {
                Uploads.Add(upload);
            }
            else
            {
                Prefixes.Add(group);
            }
        }
    }
}
