using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Finds uploads, and says what is wrong with what is asked of them (S3 User Guide, "Amazon S3 multipart upload limits").</summary>
internal static class UploadTable
{
    /// <summary>The greatest number of a part.</summary>
    public const int PartNumberMax = 10_000;

    /// <summary>The least bytes of a part, but for the last.</summary>
    public const long PartBytesMin = 5 << 20;

    /// <summary>The most parts, or uploads, of one page.</summary>
    public const int PageMax = 1_000;

    private const int RandomBytes = 24;

    /// <summary>Finds an upload.</summary>
    /// <exception cref="ServiceException">There is none: it never was, or it was completed or aborted.</exception>
    public static async ValueTask<StoredUpload> UploadAsync(this Call call, string bucket, string key, string id, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<StoredUpload>(StoredUpload.KeyOf(bucket, key, id), cancellationToken) ?? throw NoSuchUpload(id);

    /// <summary>There is no such upload.</summary>
    public static CommonException NoSuchUpload(string id)
        => new("NoSuchUpload", 404, "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
        {
            Details = [new("UploadId", id)],
        };

    /// <summary>Refuses the number of a part that cannot be.</summary>
    public static void CheckNumber(int number)
    {
        if (number is < 1 or > PartNumberMax)
        {
            throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", $"{number}");
        }
    }

    /// <summary>Makes the id of an upload; ids sort by the beginning of their uploads.</summary>
    public static string NewId(Call call)
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        call.Ids.Fill(random);
        return $"{call.Now.UtcTicks:x16}{Convert.ToHexStringLower(random)}";
    }

    /// <summary>Compares the customer's key of a request with that of the upload.</summary>
    /// <exception cref="ServiceException">The upload has one and the request does not, the other way round, or they differ.</exception>
    public static byte[]? CheckCustomerKey(this StoredUpload upload, CustomerKey? given)
    {
        if (upload.Envelope.CustomerKeyMd5 is not { } md5)
        {
            return given is null
                ? null
                : throw S3Errors.InvalidRequest("The multipart upload initiate request did not specify encryption. Subsequent part requests must not include encryption parameters.");
        }

        if (given is null)
        {
            throw S3Errors.InvalidRequest("The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.");
        }

        return given.Md5 == md5 ? given.Key : throw S3Errors.InvalidRequest("The provided encryption parameters did not match the ones used originally.");
    }

    /// <summary>Ends an upload that will not be completed; its parts go step by step.</summary>
    public static void Abort(this Call call, StoredUpload upload)
    {
        call.Transaction.Delete(upload);
        ReleaseParts.Begin(call, upload.Id);
    }

    /// <summary>Ends all uploads of a bucket.</summary>
    public static async ValueTask AbortAllAsync(this Call call, string bucket, CancellationToken cancellationToken)
    {
        while (await call.Transaction.ListAsync<StoredUpload>($"{bucket}/", after: null, PageMax, cancellationToken) is { Count: > 0 } uploads)
        {
            foreach (var upload in uploads)
            {
                call.Abort(upload);
            }
        }
    }

    /// <summary>The owner of what the upload makes.</summary>
    public static OwnerShape OwnerOf(StoredUpload upload) => new() { ID = CanonicalUserId.Of(upload.Object.Owner) };

    /// <summary>Who began the upload.</summary>
    public static InitiatorShape InitiatorOf(StoredUpload upload) => new() { ID = upload.InitiatorId, DisplayName = upload.InitiatorName };
}
