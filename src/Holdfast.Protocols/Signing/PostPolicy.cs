using System.Globalization;
using System.Text.Json;

namespace Holdfast.Protocols.Signing;

/// <summary>The policy document of a form: what may be uploaded with it, and until when.</summary>
/// <remarks>See "POST policy" in the S3 API Reference.</remarks>
public sealed class PostPolicy
{
    /// <summary>The longest policy taken, in Base64; S3 bounds all that precedes the file so.</summary>
    public const int MaxChars = 20 * 1024;

    private readonly List<PostCondition> _conditions;

    private PostPolicy(DateTimeOffset expiration, List<PostCondition> conditions)
    {
        Expiration = expiration;
        _conditions = conditions;
    }

    /// <summary>The last moment at which the form is taken.</summary>
    public DateTimeOffset Expiration { get; }

    /// <summary>The most bytes the file may have, where the policy bounds it.</summary>
    public long? MaxContentLength => _conditions.Min(static condition => condition.Max);

    /// <summary>Reads a policy from the Base64 of its JSON.</summary>
    public static Refusal? Parse(string base64, out PostPolicy? policy)
    {
        policy = null;
        var bytes = new byte[base64.Length];
        if (base64.Length > MaxChars || !Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return Malformed("Invalid Policy: Invalid Base64 encoding.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            return Read(document.RootElement, out policy);
        }
        catch (JsonException)
        {
            return Malformed("Invalid Policy: Invalid JSON.");
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate is JSON, and no text.
            return Malformed("Invalid Policy: Invalid JSON.");
        }
    }

    /// <summary>Evaluates everything but the length of the file.</summary>
    public Refusal? Evaluate(PostForm form, DateTimeOffset now)
    {
        if (now > Expiration)
        {
            return new Refusal(RefusalKind.PolicyRefused, "Invalid according to Policy: Policy expired.");
        }

        foreach (var condition in _conditions)
        {
            if (!condition.IsMetBy(form))
            {
                return new Refusal(
                    RefusalKind.PolicyRefused, $"Invalid according to Policy: Policy Condition failed: {condition}");
            }
        }

        return FirstUncovered(form) is { } name
            ? new Refusal(RefusalKind.PolicyRefused, $"Invalid according to Policy: Extra input fields: {name}")
            : null;
    }

    /// <summary>Evaluates the length of the file, once it is known.</summary>
    public Refusal? EvaluateLength(long lengthBytes)
    {
        foreach (var condition in _conditions)
        {
            if (lengthBytes < condition.Min)
            {
                return new Refusal(
                    RefusalKind.EntityTooSmall, "Your proposed upload is smaller than the minimum allowed size")
                    .With("ProposedSize", Refusals.Number(lengthBytes))
                    .With("MinSizeAllowed", Refusals.Number(condition.Min.Value));
            }

            if (lengthBytes > condition.Max)
            {
                return new Refusal(
                    RefusalKind.EntityTooLarge, "Your proposed upload exceeds the maximum allowed size")
                    .With("ProposedSize", Refusals.Number(lengthBytes))
                    .With("MaxSizeAllowed", Refusals.Number(condition.Max.Value));
            }
        }

        return null;
    }

    private static Refusal Malformed(string message) => new(RefusalKind.MalformedPolicy, message);

    private static Refusal? Read(JsonElement root, out PostPolicy? policy)
    {
        policy = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Malformed("Invalid Policy: Invalid JSON.");
        }

        if (!root.TryGetProperty("expiration", out var expiration) || expiration.ValueKind != JsonValueKind.String)
        {
            return Malformed("Invalid Policy: Policy missing expiration.");
        }

        if (!DateTimeOffset.TryParseExact(
            expiration.GetString(), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time))
        {
            return Malformed($"Invalid Policy: Invalid 'expiration' value: '{expiration.GetString()}'");
        }

        if (!root.TryGetProperty("conditions", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return Malformed("Invalid Policy: Policy missing conditions.");
        }

        List<PostCondition> conditions = [];
        foreach (var item in list.EnumerateArray())
        {
            if (!PostCondition.TryRead(item, conditions))
            {
                return Malformed("Invalid Policy: Invalid Condition: a condition is an object with one property, or a list of three.");
            }
        }

        policy = new PostPolicy(time, conditions);
        return null;
    }

    private string? FirstUncovered(PostForm form)
    {
        // S3 counts the bucket among the fields, though no form sends it.
        return IsCovered("bucket")
            ? form.Fields.Select(static field => field.Name).FirstOrDefault(name => !IsExempt(name) && !IsCovered(name))
            : "bucket";

        bool IsCovered(string name) => _conditions.Exists(
            one => one.Field is not null && one.Field.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // A checksum can only ever refuse, so that whoever uploads may add one to a form that another signed.
    private static bool IsExempt(string name) =>
        name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase)
        || name.ToLowerInvariant() is "file" or "policy" or "x-amz-signature" or "awsaccesskeyid" or "signature";
}
