using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Restoring;

/// <summary>Names a version in the key of a timer: neither a bucket nor a version id has a slash, and what follows them is the object's key.</summary>
internal static class VersionName
{
    /// <summary>Makes the name.</summary>
    public static string Of(StoredObject version) => $"{version.Bucket}/{version.VersionId}/{version.Key}";

    /// <summary>Reads a name.</summary>
    public static (string Bucket, string VersionId, string Key) Read(string name)
    {
        var parts = name.Split('/', 3);
        return (parts[0], parts[1], parts[2]);
    }
}
