using System.Text.Json;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Listing;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Listing;

/// <summary>A listing reads a part of what is kept of a version, and reads it as it is kept.</summary>
public sealed class ListedObjectTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 2, 3, 456, TimeSpan.Zero);

    private static readonly StoredObject Plain = new()
    {
        Bucket = "evidence",
        Key = "logs/2026/one.json.gz",
        VersionId = StoredObject.NullVersion,
        Ordinal = 0,
        ModifiedAt = Now,
        Owner = new("111122223333"),
    };

    public static TheoryData<string> Keys => ["a", "", "\"quoted\"\\", "tab\t\n\0nul", "\u00e9\u20ac\U0001f512", new string('\u20ac', 341), "object", "versionId"];

    [Fact]
    public void Reads_all_that_a_listing_tells()
    {
        var stored = Plain with
        {
            VersionId = "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY",
            Ordinal = long.MaxValue,
            Size = 5L << 40,
            ETag = "d41d8cd98f00b204e9800998ecf8427e-3",
            StorageClass = StorageClass.GLACIER,
            Headers = new() { ContentType = "text/plain", CacheControl = "no-store" },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = "other", ["size"] = "17" },
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = "none" },
            Sum = new(ChecksumAlgorithm.SHA256, "c3Vt"),
            IsSumComposite = true,
            Envelope = new() { Algorithm = ServerSideEncryption.AES256, SealedKey = [1, 2, 3] },
            Body = new("0123456789abcdef0123456789abcdef", 17, [4, 5, 6]),
            RestoredUntil = Now.AddDays(1),
            RestoreDue = Now.AddHours(1),
        };

        var listed = Read(stored);

        AssertSame(stored, listed);
        Assert.Equal(ChecksumAlgorithm.SHA256, listed.Algorithm);
        Assert.True(listed.IsRestoring);
        Assert.False(listed.IsNull);
    }

    [Fact]
    public void Reads_a_version_of_which_little_is_kept()
    {
        var listed = Read(Plain);

        AssertSame(Plain, listed);
        Assert.Null(listed.Algorithm);
        Assert.False(listed.IsRestoring);
        Assert.True(listed.IsNull);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Reads_any_key(string key) => Assert.Equal(key, Read(Plain with { Key = key }).Key);

    [Fact]
    public void Reads_delete_markers_and_older_versions()
    {
        var marker = Plain with { IsDeleteMarker = true, SupersededAt = Now, Sum = new(ChecksumAlgorithm.CRC64NVME, "c3Vt") };

        var listed = ListedObject.Read(JsonSerializer.SerializeToUtf8Bytes(new PastVersion(marker), S3Json.Default.PastVersion));

        AssertSame(marker, listed);
        Assert.Equal(ChecksumAlgorithm.CRC64NVME, listed.Algorithm);
    }

    private static ListedObject Read(StoredObject stored)
        => ListedObject.Read(JsonSerializer.SerializeToUtf8Bytes(new CurrentObject(stored), S3Json.Default.CurrentObject));

    private static void AssertSame(StoredObject stored, ListedObject listed)
    {
        Assert.Equal(stored.Key, listed.Key);
        Assert.Equal(stored.VersionId, listed.VersionId);
        Assert.Equal(stored.Ordinal, listed.Ordinal);
        Assert.Equal(stored.ModifiedAt, listed.ModifiedAt);
        Assert.Equal(stored.Owner, listed.Owner);
        Assert.Equal(stored.IsDeleteMarker, listed.IsDeleteMarker);
        Assert.Equal(stored.Size, listed.Size);
        Assert.Equal(stored.ETag, listed.ETag);
        Assert.Equal(stored.StorageClass, listed.StorageClass);
        Assert.Equal(stored.IsSumComposite, listed.IsSumComposite);
        Assert.Equal(stored.RestoredUntil, listed.RestoredUntil);
    }
}
