namespace Holdfast.Protocols.Signing;

/// <summary>The fields of a browser's upload form, without its file.</summary>
/// <param name="Bucket">The bucket the form is posted to.</param>
/// <param name="Fields">The fields before the file, in their order; names without regard to case.</param>
public sealed record PostForm(string Bucket, IReadOnlyList<HeaderField> Fields)
{
    /// <summary>The name the client gives its file; it stands in for <c>${filename}</c> in the key.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The first value of a field, or <see langword="null"/>.</summary>
    public string? Field(string name)
    {
        foreach (var (candidate, value) in Fields)
        {
            if (candidate.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether the form carries a policy; without one it is an anonymous upload.</summary>
    public bool IsSigned => Field("policy") is not null;

    /// <summary>Reads the form's signature and checks its form, its scope and its date.</summary>
    /// <returns>Null when the signature can be verified.</returns>
    public Refusal? Read(SigningScope scope, DateTimeOffset now, out PostSignature? signature)
    {
        signature = null;
        if (Field("policy") is not { } policy)
        {
            return MissingField("policy");
        }

        return Field("x-amz-algorithm") is null && Field("x-amz-signature") is null
            ? ReadV2(policy, out signature)
            : ReadV4(policy, scope, now, out signature);
    }

    private static Refusal MissingField(string name) => new Refusal(
        RefusalKind.InvalidArgument,
        $"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.")
        .With("ArgumentName", name).With("ArgumentValue", "");

    private Refusal? ReadV2(string policy, out PostSignature? signature)
    {
        signature = null;
        if (Field("AWSAccessKeyId") is not { Length: > 0 } accessKeyId)
        {
            return MissingField("AWSAccessKeyId");
        }

        if (Field("signature") is not { Length: > 0 } value)
        {
            return MissingField("signature");
        }

        signature = new PostSignature(SignatureForm.V2Query, accessKeyId, policy, value)
        {
            SessionToken = Field("x-amz-security-token"),
        };
        return null;
    }

    private Refusal? ReadV4(string policy, SigningScope scope, DateTimeOffset now, out PostSignature? signature)
    {
        signature = null;
        foreach (var name in (ReadOnlySpan<string>)
            ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature"])
        {
            if (string.IsNullOrEmpty(Field(name)))
            {
                return MissingField(name);
            }
        }

        if (Field("x-amz-algorithm") is not AuthorizationHeader.Algorithm)
        {
            return Field("x-amz-algorithm") is AuthorizationHeader.AsymmetricAlgorithm
                ? SignatureReader.UnsupportedMechanism()
                : Refusals.MalformedQuery(
                    "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
        }

        var credential = Field("x-amz-credential")!;
        if (!CredentialScope.TryParse(credential, out var accessKeyId, out var claimed))
        {
            return PresignedReader.MalformedCredential(credential, isS3: true);
        }

        var date = Field("x-amz-date")!;
        if (!SigningTime.TryParse(date, out var time))
        {
            return Refusals.MalformedQuery(
                "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }

        // The policy says when the form ends; its signing day may lie as far back as that of a presigned URL.
        var refusal = ScopeCheck.Check(claimed, time, date, scope, isQuery: true)
            ?? (time > now + SignatureReader.AllowedSkew ? Refusals.TimeTooSkewed(date, now) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        signature = new PostSignature(
            SignatureForm.V4Query, accessKeyId.ToString(), policy, Field("x-amz-signature")!)
        {
            SessionToken = Field("x-amz-security-token"),
            Credential = credential,
        };
        return null;
    }
}
