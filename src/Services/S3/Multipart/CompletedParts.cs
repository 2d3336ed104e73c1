using Holdfast.Kernel;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Compares the list of parts that completes an upload with the parts that are there.</summary>
internal static class CompletedParts
{
    /// <summary>Finds the parts of the list.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="uploaded">All parts that are there.</param>
    /// <param name="named">The list.</param>
    /// <exception cref="ServiceException">A part is missing, another one than the client knows, out of order, or too small.</exception>
    public static IReadOnlyList<UploadedPart> Of(StoredUpload upload, IReadOnlyList<UploadedPart> uploaded, IReadOnlyList<CompletedPartShape>? named)
    {
        if (named is null or { Count: 0 or > UploadTable.PartNumberMax } || named.Any(static part => part.PartNumber is null))
        {
            throw S3Errors.MalformedXml();
        }

        var byNumber = uploaded.ToDictionary(static part => part.Number);
        var parts = new List<UploadedPart>(named.Count);
        foreach (var one in named)
        {
            if (parts is [.., var last] && last.Number >= one.PartNumber)
            {
                throw new CommonException("InvalidPartOrder", 400, "The list of parts was not in ascending order. Parts must be ordered by part number.")
                {
                    Details = [new("UploadId", upload.Id)],
                };
            }

            var part = byNumber.GetValueOrDefault(one.PartNumber!.Value);
            parts.Add(part is not null && one.ETag is { } tag && EntityTags.Match(tag, part.ETag) && IsSame(upload, part, one) ? part : throw InvalidPart(upload, one));
        }

        CheckSizes(parts);
        return parts;
    }

    private static void CheckSizes(List<UploadedPart> parts)
    {
        foreach (var part in parts.Take(parts.Count - 1))
        {
            if (part.Body.Length < UploadTable.PartBytesMin)
            {
                throw new CommonException("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size")
                {
                    Details =
                    [
                        new("ProposedSize", $"{part.Body.Length}"),
                        new("MinSizeAllowed", $"{UploadTable.PartBytesMin}"),
                        new("PartNumber", $"{part.Number}"),
                        new("ETag", part.ETag),
                    ],
                };
            }
        }
    }

    private static bool IsSame(StoredUpload upload, UploadedPart part, CompletedPartShape one)
    {
        var stated = Sums.Stated(one);
        if (stated is null && upload is { IsComposite: true, IsAlgorithmChosen: true })
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created using a {upload.Algorithm.ToLowerInvariant()} checksum. The complete request must include the checksum for each part. It was missing for part {part.Number} in the request.");
        }

        // A checksum of another algorithm was compared when the part came.
        return stated is null || stated.Algorithm != part.Sum.Algorithm || stated.Value == part.Sum.Value;
    }

    private static CommonException InvalidPart(StoredUpload upload, CompletedPartShape part)
        => new(
            "InvalidPart",
            400,
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.")
        {
            Details = [new("UploadId", upload.Id), new("PartNumber", $"{part.PartNumber}"), new("ETag", part.ETag ?? "")],
        };
}
