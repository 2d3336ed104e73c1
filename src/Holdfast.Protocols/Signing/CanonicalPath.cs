namespace Holdfast.Protocols.Signing;

/// <summary>The path as the canonical request has it.</summary>
/// <remarks>
/// See "Create a signed AWS API request" in the IAM User Guide: S3 neither normalizes nor encodes twice.
/// </remarks>
internal static class CanonicalPath
{
    public static void Append(ref Utf8Buffer output, ReadOnlySpan<char> path, bool isS3)
    {
        if (path.IsEmpty)
        {
            output.Append((byte)'/');
        }
        else if (isS3 || path[0] != '/')
        {
            // Without its slash it is no path; left as it is, it equals none that is one.
            PercentEncoding.Reencode(ref output, path, keepSlash: true, plusIsSpace: false);
        }
        else
        {
            AppendNormalized(ref output, path);
        }
    }

    private static void AppendNormalized(ref Utf8Buffer output, ReadOnlySpan<char> path)
    {
        var start = output.Length;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment is ".")
            {
                continue;
            }

            if (segment is "..")
            {
                var parent = output.Written[start..].LastIndexOf((byte)'/');
                output.Truncate(start + Math.Max(parent, 0));
                continue;
            }

            output.Append((byte)'/');
            PercentEncoding.Encode(ref output, segment, keepSlash: false);
        }

        if (output.Length == start || path[^1] == '/')
        {
            output.Append((byte)'/');
        }
    }
}
