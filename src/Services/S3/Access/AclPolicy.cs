using System.Buffers;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Access;

/// <summary>Says in the language of policies what access control lists grant, so that one judge decides (S3 User Guide, "Access control list (ACL) overview", "Mapping of ACL permissions and access policy permissions").</summary>
internal static class AclPolicy
{
    /// <summary>Everybody.</summary>
    public const string AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";

    /// <summary>Everybody who signs, of whatever account.</summary>
    public const string AuthenticatedUsers = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    /// <summary>The deliverer of access logs.</summary>
    public const string LogDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    private static readonly string[] BucketRead = ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"];
    private static readonly string[] BucketWrite = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
    private static readonly string[] OfNewObject = ["s3:PutObjectAcl", "s3:PutObjectTagging"];
    private static readonly string[] BucketReadAcp = ["s3:GetBucketAcl"];
    private static readonly string[] BucketWriteAcp = ["s3:PutBucketAcl"];
    private static readonly string[] ObjectRead = ["s3:GetObject", "s3:GetObjectVersion"];
    private static readonly string[] ObjectReadAcp = ["s3:GetObjectAcl", "s3:GetObjectVersionAcl"];
    private static readonly string[] ObjectWriteAcp = ["s3:PutObjectAcl", "s3:PutObjectVersionAcl"];

    /// <summary>What the list of a bucket grants beyond its owner; null when that is nothing.</summary>
    public static string? OfBucket(Call call, StoredBucket bucket)
        => bucket.Acl is { } acl && !bucket.IgnoresAcls
            ? Write(call, acl, bucket, [call.BucketArn(bucket.Name).Value, call.ObjectArn(bucket.Name, "*").Value], BucketActions)
            : null;

    /// <summary>What the list of an object grants; null when that is nothing.</summary>
    public static string? OfObject(Call call, StoredBucket bucket, string key, StoredObject? found)
        => found is { Acl: { } acl } && !bucket.IgnoresAcls
            ? Write(call, acl, bucket, [call.ObjectArn(bucket.Name, key).Value], ObjectActions)
            : null;

    /// <summary>What the list of a bucket grants on a key that is not there: whoever may list the bucket may learn that by asking for it.</summary>
    public static string? OfMissing(Call call, StoredBucket bucket, string key)
        => bucket.Acl is { } acl && !bucket.IgnoresAcls
            ? Write(call, acl, bucket, [call.ObjectArn(bucket.Name, key).Value], static permission => permission is Permission.READ or Permission.FullControl ? ObjectRead : [])
            : null;

    /// <summary>What the list of a bucket grants on an object that is being written, beside the writing: its list and its tags are the writer's to say.</summary>
    public static string? OfWriter(Call call, StoredBucket bucket, string key)
        => bucket.Acl is { } acl && !bucket.IgnoresAcls
            ? Write(call, acl, bucket, [call.ObjectArn(bucket.Name, key).Value], static permission => permission is Permission.WRITE or Permission.FullControl ? OfNewObject : [])
            : null;

    /// <summary>Says whether a grant is to everybody, or to everybody who signs.</summary>
    public static bool IsPublic(AclGrant grant) => grant.Grantee is AllUsers or AuthenticatedUsers;

    private static IEnumerable<string> BucketActions(string permission) => permission switch
    {
        Permission.READ => BucketRead,
        Permission.WRITE => BucketWrite,
        Permission.ReadAcp => BucketReadAcp,
        Permission.WriteAcp => BucketWriteAcp,
        _ => [.. BucketRead, .. BucketWrite, .. BucketReadAcp, .. BucketWriteAcp],
    };

    private static IEnumerable<string> ObjectActions(string permission) => permission switch
    {
        Permission.READ => ObjectRead,
        Permission.ReadAcp => ObjectReadAcp,
        Permission.WriteAcp => ObjectWriteAcp,
        Permission.WRITE => [],
        _ => [.. ObjectRead, .. ObjectReadAcp, .. ObjectWriteAcp],
    };

    private static string? Write(
        Call call, IReadOnlyList<AclGrant> acl, StoredBucket bucket, string[] resources, Func<string, IEnumerable<string>> actionsOf)
    {
        // The canonical id of who calls is dear, so it is made once.
        var own = call.Caller.Kind is CallerKind.Anonymous or CallerKind.Service ? "" : CanonicalUserId.Of(call.Caller.Account);
        var direct = new SortedSet<string>(StringComparer.Ordinal);
        var delegated = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var grant in acl)
        {
            if (grant.Grantee == own && own.Length > 0)
            {
                delegated.UnionWith(actionsOf(grant.Permission));
            }
            else if (Concerns(grant, call, bucket))
            {
                direct.UnionWith(actionsOf(grant.Permission));
            }
        }

        return direct.Count + delegated.Count == 0 ? null : Document(direct, delegated, own, resources);
    }

    private static bool Concerns(AclGrant grant, Call call, StoredBucket bucket) => grant.Grantee switch
    {
        AllUsers => bucket.PublicAccess is not { IgnorePublicAcls: true },
        AuthenticatedUsers => call.Caller.Kind != CallerKind.Anonymous && bucket.PublicAccess is not { IgnorePublicAcls: true },
        LogDelivery => call.Caller.ServicePrincipal is { } service && service.StartsWith("logging.s3.", StringComparison.Ordinal),
        _ => false,
    };

    // What is granted to an account is for the account's own policies to pass on.
    private static string Document(SortedSet<string> direct, SortedSet<string> delegated, string own, string[] resources)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("Version"u8, "2012-10-17"u8);
            writer.WriteStartArray("Statement"u8);
            if (direct.Count > 0)
            {
                WriteStatement(writer, canonicalUser: null, direct, resources);
            }

            if (delegated.Count > 0)
            {
                WriteStatement(writer, own, delegated, resources);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteStatement(Utf8JsonWriter writer, string? canonicalUser, IEnumerable<string> actions, string[] resources)
    {
        writer.WriteStartObject();
        writer.WriteString("Effect"u8, "Allow"u8);
        if (canonicalUser is null)
        {
            writer.WriteString("Principal"u8, "*"u8);
        }
        else
        {
            writer.WriteStartObject("Principal"u8);
            writer.WriteString("CanonicalUser"u8, canonicalUser);
            writer.WriteEndObject();
        }

        WriteAll(writer, "Action", actions);
        WriteAll(writer, "Resource", resources);
        writer.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
