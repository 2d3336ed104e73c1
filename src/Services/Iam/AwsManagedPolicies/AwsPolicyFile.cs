using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Holdfast.Services.Iam.AwsManagedPolicies;

/// <summary>Reads the compressed file of the policies that AWS manages; <c>tools/extract-managed-policies.mjs</c> writes it and tells its form.</summary>
internal sealed class AwsPolicyFile
{
    private const string ResourceName = "aws-managed-policies.bin";
    private const int IndexBytesMax = 1024 * 1024;

    private readonly (long Offset, int Packed, int Whole)[] _groups;

    private AwsPolicyFile(string index, long groupsAt)
    {
        var lines = index.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _groups = ReadGroups(lines[1], groupsAt);
        Policies = [.. lines.Skip(2).Select(ReadPolicy)];
        ByName = Policies.ToFrozenDictionary(policy => policy.Path + policy.Name, StringComparer.Ordinal);
    }

    /// <summary>The policies, in AWS's order.</summary>
    public IReadOnlyList<AwsPolicy> Policies { get; }

    /// <summary>The policies by path and name.</summary>
    public FrozenDictionary<string, AwsPolicy> ByName { get; }

    /// <summary>Reads the index of the file that is built in.</summary>
    public static AwsPolicyFile Open()
    {
        using var file = OpenResource();
        Span<byte> length = stackalloc byte[sizeof(int)];
        file.ReadExactly(length);
        var packed = BinaryPrimitives.ReadInt32LittleEndian(length);
        var index = ReadBlock(file, packed, IndexBytesMax, static text => Encoding.UTF8.GetString(text));
        return new(index, sizeof(int) + packed);
    }

    /// <summary>Reads the document of a policy.</summary>
    public string ReadDocument(AwsPolicy policy)
    {
        var (offset, packed, whole) = _groups[policy.Place.Group];
        using var file = OpenResource();
        file.Position = offset;
        return ReadBlock(
            file, packed, whole, group => Encoding.UTF8.GetString(group.Slice(policy.Place.Offset, policy.Place.Length)));
    }

    private static Stream OpenResource()
        => typeof(AwsPolicyFile).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"{ResourceName} was not built in.");

    private static string ReadBlock(Stream file, int packedLength, int wholeLength, Func<ReadOnlySpan<byte>, string> read)
    {
        var packed = ArrayPool<byte>.Shared.Rent(packedLength);
        var whole = ArrayPool<byte>.Shared.Rent(wholeLength);
        try
        {
            file.ReadExactly(packed, 0, packedLength);
            return BrotliDecoder.TryDecompress(packed.AsSpan(0, packedLength), whole, out var written)
                ? read(whole.AsSpan(0, written))
                : throw new InvalidDataException($"{ResourceName} is broken.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private static (long Offset, int Packed, int Whole)[] ReadGroups(string line, long offset)
    {
        var groups = new List<(long, int, int)>();
        foreach (var group in line.Split(' '))
        {
            var slash = group.IndexOf('/', StringComparison.Ordinal);
            var packed = Number(group.AsSpan(0, slash));
            groups.Add((offset, packed, Number(group.AsSpan(slash + 1))));
            offset += packed;
        }

        return [.. groups];
    }

    private static AwsPolicy ReadPolicy(string line, int position)
    {
        var fields = line.Split('\t');
        return new(
            position,
            fields[0],
            fields[1],
            Number(fields[2]),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[3], CultureInfo.InvariantCulture)),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[4], CultureInfo.InvariantCulture)),
            new(Number(fields[5]), Number(fields[6]), Number(fields[7])));
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
