namespace Holdfast.Services.S3.Objects;

/// <summary>Compares entity tags as conditional headers name them.</summary>
internal static class EntityTags
{
    /// <summary>Says whether a header, which may list several tags or be <c>*</c>, names the tag of an object.</summary>
    public static bool Match(string header, string tag)
    {
        foreach (var range in header.AsSpan().Split(','))
        {
            var one = header.AsSpan(range).Trim();
            if (one.StartsWith("W/"))
            {
                one = one[2..];
            }

            if (one is "*" || one.Trim('"').SequenceEqual(tag))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a tag as headers carry it.</summary>
    public static string Quote(string tag) => $"\"{tag}\"";
}
