namespace Holdfast.Services.S3.Listing;

/// <summary>What a listing is asked for, checked.</summary>
internal sealed record ListingTerms
{
    /// <summary>The most keys and common prefixes of a page (S3 API Reference, <c>ListObjectsV2</c>).</summary>
    public const int KeysMax = 1_000;

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>What keys start with; empty for all.</summary>
    public required string Prefix { get; init; }

    /// <summary>What ends a common prefix; null when keys are not rolled up.</summary>
    public required string? Delimiter { get; init; }

    /// <summary>The most keys and common prefixes together, as the request says it.</summary>
    public required int AskedKeys { get; init; }

    /// <summary>Whether keys are to be percent-encoded.</summary>
    public required bool IsEncoded { get; init; }

    /// <summary>The most keys and common prefixes together.</summary>
    public int MaxKeys => Math.Min(AskedKeys, KeysMax);

    /// <summary>Checks the terms of a request.</summary>
    public static ListingTerms Of(string bucket, string? prefix, string? delimiter, int? maxKeys, string? encodingType)
    {
        if (maxKeys < 0)
        {
            throw S3Errors.InvalidArgument(
                $"Argument maxKeys must be an integer between 0 and {int.MaxValue}", "maxKeys", maxKeys.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (encodingType is not (null or EncodingType.Url))
        {
            throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
        }

        return new()
        {
            Bucket = bucket,
            Prefix = prefix ?? "",
            Delimiter = delimiter is { Length: > 0 } ? delimiter : null,
            AskedKeys = maxKeys ?? KeysMax,
            IsEncoded = encodingType is not null,
        };
    }

    /// <summary>Finds the part of a key that is listed in its stead: up to the first delimiter after the prefix; null when it has none there.</summary>
    public string? CommonPrefixOf(string key)
    {
        if (Delimiter is null || !key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var at = key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + Delimiter.Length)];
    }

    /// <summary>Writes a key, a prefix or a marker as the request wants it.</summary>
    public string? Text(string? text) => IsEncoded && text is not null ? ListingText.Encode(text) : text;
}
