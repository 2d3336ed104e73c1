using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Multipart;
using Holdfast.Store;

namespace Holdfast.Services.S3.Objects;

/// <summary>Finds the bodies in which the bytes of an object are.</summary>
internal static class ObjectParts
{
    private const int Page = 1_000;

    /// <summary>Finds a part by its number, as the bytes of the object.</summary>
    /// <param name="reader">The transaction.</param>
    /// <param name="found">The version.</param>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The bytes, and the checksum of the part.</returns>
    /// <exception cref="ServiceException">There is no such part.</exception>
    public static async ValueTask<(ObjectExtent Extent, BodySum? Sum)> PartAsync(
        this IReadTransaction reader, StoredObject found, int number, CancellationToken cancellationToken)
    {
        if (number is < 1 or > UploadTable.PartNumberMax)
        {
            throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", $"{number}");
        }

        if (found.UploadId is not { } upload)
        {
            return number == 1
                ? (new(0, found.Size) { IsPartial = found.Size > 0 }, found.Sum)
                : throw NoSuchPart();
        }

        var part = await reader.FindByIndexAsync(ObjectPart.ByNumber, ObjectPart.NumberOf(upload, number), cancellationToken) ?? throw NoSuchPart();
        return (new(part.Offset, part.Body.Length) { IsPartial = part.Body.Length > 0, PartsCount = found.PartCount }, part.Sum);
    }

    /// <summary>Finds the slices of bodies that bytes of an object are in, and nothing of the others.</summary>
    public static async ValueTask<IReadOnlyList<BodySlice>> SlicesAsync(
        this IReadTransaction reader, StoredObject found, ObjectExtent extent, byte[] envelopeKey, CancellationToken cancellationToken)
    {
        if (found.Readable is { } body)
        {
            return [new(body, KeyWrap.Unwrap(envelopeKey, body.SealedKey), extent.Offset, extent.Length)];
        }

        var slices = new List<BodySlice>();
        var end = extent.Offset + extent.Length;
        var after = ObjectPart.Before(found.UploadId!, extent.Offset);
        var position = extent.Offset;
        while (position < end)
        {
            var parts = await reader.ListAsync<ObjectPart>(ObjectPart.PrefixOf(found.UploadId!), after, PageFor(end - position), cancellationToken);
            foreach (var part in parts)
            {
                var offset = position - part.Offset;
                var length = Math.Min(part.Body.Length - offset, end - position);
                if (length > 0)
                {
                    slices.Add(new(part.Readable, KeyWrap.Unwrap(envelopeKey, part.Readable.SealedKey), offset, length));
                    position += length;
                }

                after = part.Key;
            }

            if (parts.Count == 0)
            {
                throw new InvalidDataException($"Parts of the object {found.Bucket}/{found.Key} are missing.");
            }
        }

        return slices;
    }

    // Every part but the last has at least the least size of a part, so the number that a range needs is known.
    private static int PageFor(long length) => (int)Math.Min(Page, (length / UploadTable.PartBytesMin) + 2);

    private static CommonException NoSuchPart() => new("InvalidPartNumber", 416, "The requested partnumber is not satisfiable");
}
