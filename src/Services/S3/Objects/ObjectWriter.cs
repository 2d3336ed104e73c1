using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Listing;

namespace Holdfast.Services.S3.Objects;

/// <summary>Writes and reads objects for other services, by the very operations that clients call.</summary>
internal sealed class ObjectWriter(BodyStore bodies, BodyIntake intake, Envelopes envelopes, IFurtherCalls calls) : IObjectWriter
{
    private static readonly Protocols.Models.ServiceModel Model = new S3Service().Model;

    private readonly OperationBinding<PutObjectRequest, PutObjectResponse> _put =
        new(Model.FindOperation(nameof(PutObject))!, PutObjectRequest.Read, new PutObject(intake, envelopes));

    private readonly OperationBinding<GetObjectRequest, GetObjectResponse> _get =
        new(Model.FindOperation(nameof(GetObject))!, GetObjectRequest.Read, new GetObject(bodies, envelopes));

    private readonly OperationBinding<GetBucketAclRequest, GetBucketAclResponse> _acl =
        new(Model.FindOperation(nameof(GetBucketAcl))!, GetBucketAclRequest.Read, new GetBucketAcl());

    private readonly OperationBinding<ListObjectsV2Request, ListObjectsV2Response> _list =
        new(Model.FindOperation(nameof(ListObjectsV2))!, ListObjectsV2Request.Read, new ListObjectsV2());

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Call call, ObjectToWrite content, CancellationToken cancellationToken)
        => await calls.RunAsync(
            _put,
            new()
            {
                Bucket = content.Bucket,
                Key = content.Key,
                Body = new MemoryStream(content.Content.ToArray(), writable: false),
                ContentType = content.ContentType,
                ContentEncoding = content.ContentEncoding,
                Metadata = content.Metadata,
                ACL = content.CannedAcl,
                ServerSideEncryption = content.KmsKeyId is null ? null : ServerSideEncryption.AwsKms,
                SSEKMSKeyId = content.KmsKeyId,
                SSEKMSEncryptionContext = content.EncryptionContext is { } context ? Encode(context) : null,
            },
            call.Apart(),
            service: null,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Stream?> OpenAsync(Call call, string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            var response = await calls.RunAsync(_get, new() { Bucket = bucket, Key = key }, call.Apart(), service: null, cancellationToken);
            return response.Body;
        }
        catch (ServiceException missing) when (missing.Code == "NoSuchKey")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AccountId> FindOwnerAsync(Call call, string bucket, CancellationToken cancellationToken)
    {
        await calls.RunAsync(_acl, new() { Bucket = bucket }, call.Apart(), service: null, cancellationToken);
        return (await call.BucketAsync(bucket, expectedOwner: null, cancellationToken)).Account;
    }

    /// <inheritdoc/>
    public async ValueTask<ListedKeys> ListAsync(Call call, string bucket, string prefix, string after, CancellationToken cancellationToken)
    {
        var page = await calls.RunAsync(_list, new() { Bucket = bucket, Prefix = prefix, StartAfter = after }, call.Apart(), service: null, cancellationToken);
        return new(
            [.. page.Contents!.Select(static each => each.Key!)],
            page.IsTruncated == true,
            new((await call.BucketAsync(bucket, expectedOwner: null, cancellationToken)).Region));
    }

    private static string Encode(IReadOnlyDictionary<string, string> context)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in context)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Convert.ToBase64String(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
