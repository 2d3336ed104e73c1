using Holdfast.Gateway.Authentication;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.Forms;

/// <summary>Decides who uploads by a form: verifies the signature of its policy, and that the form keeps to it.</summary>
internal sealed class FormAuthenticator(CredentialMemo credentials, SessionMemo sessions, DevConvention? convention, TimeProvider wallClock)
{
    private readonly SigningKeyCache _keys = new();

    /// <summary>Opens the form, verifies it and makes of it the PUT that it stands for.</summary>
    public async ValueTask<ErrorFacts?> AuthenticateAsync(Exchange exchange, FormUpload upload)
    {
        if (await upload.OpenAsync(exchange) is { } malformed)
        {
            return malformed;
        }

        var service = exchange.Recognized.Service!;
        if (upload.Form!.IsSigned && await VerifyAsync(exchange, upload, upload.Form) is { } refusal)
        {
            var code = RefusalCodes.For(refusal.Kind, ProtocolFamily.S3);
            return new(code.Code, refusal.Message, code.Status) { Details = refusal.Details };
        }

        return upload.BecomePut(exchange, service);
    }

    private async ValueTask<Refusal?> VerifyAsync(Exchange exchange, FormUpload upload, PostForm form)
    {
        var scope = new SigningScope { Service = "s3", Region = exchange.Recognized.ScopeRegion?.Value, IsS3 = true };
        var now = wallClock.GetUtcNow();
        if (form.Read(scope, now, out var signature) is { } unreadable)
        {
            return unreadable;
        }

        var (credential, unknown) = await FindAsync(exchange, scope, signature!);
        if (credential is not { IsActive: true })
        {
            return unknown ?? Refusals.UnknownAccessKey(scope, signature!.AccessKeyId);
        }

        if ((signature!.Verify(credential.Secret, _keys) ?? PostPolicy.Parse(form.Field("policy")!, out _)) is { } refused)
        {
            return refused;
        }

        PostPolicy.Parse(form.Field("policy")!, out var policy);
        upload.Policy = policy;
        exchange.Credential = credential;
        return policy!.Evaluate(form, now);
    }

    private async ValueTask<(Credential? Credential, Refusal? Refusal)> FindAsync(Exchange exchange, SigningScope scope, PostSignature signature)
    {
        if (signature.SessionToken is { Length: > 0 } token && !(convention is not null && DevConvention.IsPlaceholder(token)))
        {
            return sessions.TryGet(signature.AccessKeyId, token, exchange.Now) is { } session
                ? (session, null)
                : await sessions.LoadAsync(signature.AccessKeyId, token, scope, exchange.Now);
        }

        var known = credentials.TryGet(signature.AccessKeyId) ?? await credentials.LoadAsync(signature.AccessKeyId);
        return known is null && convention is not null && await convention.TryMakeAsync(signature.AccessKeyId)
            ? (await credentials.LoadAsync(signature.AccessKeyId), null)
            : (known, null);
    }
}
