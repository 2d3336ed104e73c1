using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Puts parts, and makes of them what an object consists of.</summary>
internal static class PartTable
{
    /// <summary>Refuses a checksum of another algorithm than the upload's.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="stated">The algorithm of the checksum that a part comes with; null when it comes with none.</param>
    public static void CheckAlgorithm(StoredUpload upload, string? stated)
    {
        if (upload.IsAlgorithmChosen && stated is not null && stated != upload.Algorithm)
        {
            throw S3Errors.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {upload.Algorithm.ToLowerInvariant()}, actual checksum Type: {stated.ToLowerInvariant()}");
        }
    }

    /// <summary>Puts a part in the place of the one of the same number.</summary>
    public static async ValueTask<UploadedPart> PutPartAsync(
        this Call call, StoredUpload upload, int number, ReceivedBody received, byte[] envelopeKey, CancellationToken cancellationToken)
    {
        var before = await call.Transaction.FindAsync<UploadedPart>(UploadedPart.KeyOf(upload.Id, number), cancellationToken);
        var part = new UploadedPart
        {
            UploadId = upload.Id,
            Number = number,
            Body = BodyStore.Keep(call.Transaction, received, envelopeKey),
            ETag = ETags.Of(call, received, upload.Envelope),
            Sum = received.Sum!,
            ModifiedAt = call.Now,
        };
        if (before is null)
        {
            call.Transaction.Insert(part);
        }
        else
        {
            await BodyStore.ReleaseAsync(call, before.Body, cancellationToken);
            call.Transaction.Replace(before, part);
        }

        return part;
    }

    /// <summary>Gives the parts that a client names their places in the object, and lets the others go.</summary>
    /// <param name="call">The call.</param>
    /// <param name="upload">The upload.</param>
    /// <param name="named">The parts in their order, which the client was checked to have right.</param>
    /// <param name="uploaded">All parts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The bytes of the object.</returns>
    public static async ValueTask<long> PlaceAsync(
        this Call call, StoredUpload upload, IReadOnlyList<UploadedPart> named, IReadOnlyList<UploadedPart> uploaded, CancellationToken cancellationToken)
    {
        long offset = 0;
        var kept = new HashSet<int>();
        foreach (var part in named)
        {
            call.Transaction.Insert(new ObjectPart { UploadId = upload.Id, Number = part.Number, Offset = offset, Body = part.Body, Sum = part.Sum });
            offset += part.Body.Length;
            kept.Add(part.Number);
        }

        foreach (var part in uploaded)
        {
            call.Transaction.Delete(part);
            if (!kept.Contains(part.Number))
            {
                await BodyStore.ReleaseAsync(call, part.Body, cancellationToken);
            }
        }

        return offset;
    }

    /// <summary>Makes the checksum of an object of those of its parts.</summary>
    public static BodySum SumOf(StoredUpload upload, IReadOnlyList<UploadedPart> parts)
    {
        if (!upload.IsComposite)
        {
            var whole = parts[0].Sum.Value;
            foreach (var part in parts.Skip(1))
            {
                whole = CrcCombination.Combine(upload.Algorithm, whole, part.Sum.Value, part.Body.Length);
            }

            return new(upload.Algorithm, whole);
        }

        using var sum = Sums.New(upload.Algorithm);
        foreach (var part in parts)
        {
            sum.Append(Convert.FromBase64String(part.Sum.Value));
        }

        Span<byte> value = stackalloc byte[sum.LengthBytes];
        sum.Finish(value);
        return new(upload.Algorithm, $"{Convert.ToBase64String(value)}-{parts.Count}");
    }
}
