using System.Globalization;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Logging;

/// <summary>Writes the lines of access logs (S3 User Guide, "Amazon S3 server access log format"), and puts them where the deliverer finds them.</summary>
internal static class AccessLines
{
    private const string None = "-";

    /// <summary>The stream of the lines of a bucket.</summary>
    public static string StreamOf(string bucket) => $"s3/access/{bucket}";

    /// <summary>Logs what S3 did by itself, in the transaction in which it does it; only where the bucket is logged.</summary>
    public static void LogOwn(Call call, StoredBucket bucket, string operation, StoredObject version)
    {
        if (!bucket.Has(ConfigurationKind.Logging))
        {
            return;
        }

        string[] fields =
        [
            CanonicalUserId.Of(bucket.Account), bucket.Name, TimeOf(call.Now), None, "AmazonS3", call.RequestId, operation, Uri.EscapeDataString(version.Key),
            None, None, None, None, version.IsDeleteMarker ? None : Text(version.Size), None, None, None, None, version.VersionId is "" ? None : version.VersionId,
            None, None, None, None, None, None, None, None,
        ];
        call.Transaction.Append(StreamOf(bucket.Name), new(call.Now, Encoding.UTF8.GetBytes(string.Join(' ', fields)), []));
    }

    /// <summary>Writes the line of a request.</summary>
    public static string Of(LoggedBucket bucket, AnsweredRequest request)
    {
        var facts = request.Facts;
        var isSigned = request.Caller.Kind != CallerKind.Anonymous;
        string[] fields =
        [
            CanonicalUserId.Of(bucket.Owner),
            bucket.Name,
            TimeOf(request.At),
            facts.SourceIp,
            RequesterOf(request.Caller),
            request.RequestId,
            AccessOperations.NameOf(request.Operation?.Name, request.Method),
            KeyOf(request),
            Quote($"{request.Method} {request.Path}{(request.Query.Length == 0 ? "" : "?")}{request.Query} {request.HttpVersion}"),
            Text(request.Status),
            request.ErrorCode ?? None,
            request.BytesSent == 0 ? None : Text(request.BytesSent),
            SizeOf(request) is { } size ? Text(size) : None,
            Text((long)request.Total.TotalMilliseconds),
            Text((long)request.TurnAround.TotalMilliseconds),
            facts.Referer is null ? Quote(None) : Quote(facts.Referer),
            facts.UserAgent.Length == 0 ? Quote(None) : Quote(facts.UserAgent),
            VersionOf(request.Query) ?? None,
            request.HostId,
            isSigned ? "SigV4" : None,
            facts.CipherSuite ?? None,
            isSigned ? request.HasAuthorization ? "AuthHeader" : "QueryString" : None,
            facts.Host.Length == 0 ? None : Clean(facts.Host),
            facts.TlsVersion ?? None,
            None,
            None,
        ];
        return string.Join(' ', fields);
    }

    // The canonical user id of an account's root, the ARN of everybody else.
    private static string RequesterOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Anonymous => None,
        CallerKind.Root => CanonicalUserId.Of(caller.Account),
        _ => caller.Arn,
    };

    private static string KeyOf(AnsweredRequest request)
    {
        var start = request.IsVirtualHost ? 1 : request.Path.IndexOf('/', 1) + 1;
        return start > 0 && start < request.Path.Length ? Clean(request.Path[start..]) : None;
    }

    private static long? SizeOf(AnsweredRequest request) => request.Output switch
    {
        GetObjectResponse { ContentRange: { } range } => TotalOf(range),
        GetObjectResponse response => response.ContentLength,
        HeadObjectResponse { ContentRange: { } range } => TotalOf(range),
        HeadObjectResponse response => response.ContentLength,
        PutObjectResponse or UploadPartResponse => request.RequestLength,
        _ => null,
    };

    private static long? TotalOf(string range)
        => long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

    private static string? VersionOf(string query)
    {
        const string Name = "versionId=";
        return query.Split('&').FirstOrDefault(static pair => pair.StartsWith(Name, StringComparison.Ordinal)) is { } pair ? Clean(pair[Name.Length..]) : null;
    }

    private static string TimeOf(DateTimeOffset at) => at.UtcDateTime.ToString("'['dd'/'MMM'/'yyyy':'HH':'mm':'ss' +0000]'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Nobody ends a field or a line with what he sends.
    private static string Quote(string text)
        => $"\"{string.Concat(text.Select(static letter => letter == '"' || char.IsControl(letter) ? Uri.HexEscape((char)(letter & 0xff)) : $"{letter}"))}\"";

    private static string Clean(string text)
        => string.Concat(text.Select(static letter => letter is '"' or ' ' || char.IsControl(letter) ? Uri.HexEscape((char)(letter & 0xff)) : $"{letter}"));
}
