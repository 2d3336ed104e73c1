using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>The signature of a form, which covers its policy and nothing else.</summary>
public sealed class PostSignature
{
    private readonly string _policy;
    private readonly string _signature;

    internal PostSignature(SignatureForm form, string accessKeyId, string policy, string signature)
    {
        Form = form;
        AccessKeyId = accessKeyId;
        _policy = policy;
        _signature = signature;
    }

    /// <summary>Version 4 or Version 2, by the names of the forms in queries.</summary>
    public SignatureForm Form { get; }

    /// <summary>The access key id whose secret must have made the signature.</summary>
    public string AccessKeyId { get; }

    /// <summary>The session token, or <see langword="null"/> for a long-term credential.</summary>
    public string? SessionToken { get; init; }

    internal string Credential { get; init; } = "";

    /// <summary>Checks the signature; on success evaluate the policy with <see cref="PostPolicy"/>.</summary>
    public Refusal? Verify(SigningSecret secret, SigningKeyCache keys)
    {
        var toSign = Encoding.UTF8.GetBytes(_policy);
        var isRight = Form == SignatureForm.V4Query
            ? CredentialScope.TryParse(Credential, out _, out var scope)
                && SignatureVerifier.Matches(keys.Get(secret, scope), toSign, _signature)
            : SignatureV2.Matches(secret, toSign, _signature);
        return isRight ? null : Refusals.S3Mismatch(AccessKeyId, _signature, _policy);
    }
}
