using System.Collections.Concurrent;
using System.Security.Cryptography;
using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Authentication;

/// <summary>Decides who sends a request: verifies its signature against the secret of the access key that it names.</summary>
/// <remarks>
/// The dates of signatures are compared with the wall clock, not with the virtual one: the clients that sign live in real time,
/// and a world that was moved a week ahead must still be able to hear them.
/// </remarks>
internal sealed class Authenticator(
    CredentialMemo credentials, SignatureVerifier verifier, SessionMemo sessions, DevConvention? convention, TimeProvider wallClock)
{
    private readonly ConcurrentDictionary<(string Service, string? Region), SigningScope> _scopes = new();

    /// <summary>Verifies the signature and sets the exchange's credential.</summary>
    public ValueTask<Refusal?> AuthenticateAsync(Exchange exchange)
    {
        var scope = ScopeOf(exchange);
        var signable = exchange.Signable();
        if (SignatureReader.Read(signable, scope, wallClock.GetUtcNow(), out var signature) is { } unreadable)
        {
            return new(unreadable);
        }

        if (signature.Form == SignatureForm.None)
        {
            exchange.S3 = scope.IsS3 ? FactsOf(exchange, signature) : null;
            return new(scope.IsS3 ? OpenBody(exchange, signable, signature, credential: null)
                : exchange.Operation is { IsUnsigned: true } ? null
                : Refusals.MissingAuthentication(scope));
        }

        if (IsSession(signature.SessionToken))
        {
            return sessions.TryGet(signature.AccessKeyId, signature.SessionToken!, exchange.Now) is { } session
                ? new(Verify(exchange, signable, signature, scope, session))
                : AuthenticateSessionAsync(exchange, scope, signature.AccessKeyId.ToString(), signature.SessionToken!);
        }

        if (credentials.TryGet(signature.AccessKeyId) is { } known)
        {
            return new(Verify(exchange, signable, signature, scope, known));
        }

        return AuthenticateUnknownAsync(exchange, scope, signature.AccessKeyId.ToString());
    }

    private bool IsSession(string? token)
        => !string.IsNullOrEmpty(token) && !(convention is not null && DevConvention.IsPlaceholder(token));

    private async ValueTask<Refusal?> AuthenticateUnknownAsync(Exchange exchange, SigningScope scope, string accessKeyId)
    {
        var credential = await credentials.LoadAsync(accessKeyId);
        if (credential is null && convention is not null && await convention.TryMakeAsync(accessKeyId))
        {
            credential = await credentials.LoadAsync(accessKeyId);
        }

        return credential is null ? Refusals.UnknownAccessKey(scope, accessKeyId) : VerifyAgain(exchange, scope, credential);
    }

    private async ValueTask<Refusal?> AuthenticateSessionAsync(Exchange exchange, SigningScope scope, string accessKeyId, string token)
    {
        var (credential, refusal) = await sessions.LoadAsync(accessKeyId, token, scope, exchange.Now);
        return credential is null ? refusal : VerifyAgain(exchange, scope, credential);
    }

    // A signature is a view over the request and cannot wait for the store, so after waiting it is read again.
    private Refusal? VerifyAgain(Exchange exchange, SigningScope scope, Credential credential)
    {
        var signable = exchange.Signable();
        return SignatureReader.Read(signable, scope, wallClock.GetUtcNow(), out var signature)
            ?? Verify(exchange, signable, signature, scope, credential);
    }

    private Refusal? Verify(
        Exchange exchange, in SignableRequest signable, in RequestSignature signature, SigningScope scope, Credential credential)
    {
        if (!credential.IsActive)
        {
            return Refusals.UnknownAccessKey(scope, signature.AccessKeyId);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var body = exchange.Parts!.Body.Span;
        var isHashed = !exchange.IsBodyOpen && NeedsHash(signature.Payload);
        if (isHashed)
        {
            SHA256.HashData(body, hash);
        }

        var refusal = verifier.Verify(signable, signature, credential.Secret, scope, isHashed ? hash : []);
        if (refusal is null && SessionLimits.IsUnknownTo(exchange.Operation!, credential.Caller))
        {
            return Refusals.InvalidToken(scope, signature.SessionToken);
        }

        if (refusal is null)
        {
            exchange.Credential = credential;
            exchange.S3 = scope.IsS3 ? FactsOf(exchange, signature) : null;
            refusal = exchange.IsBodyOpen ? OpenBody(exchange, signable, signature, credential) : null;
        }

        return refusal;
    }

    private S3RequestFacts FactsOf(Exchange exchange, in RequestSignature signature) => new()
    {
        AuthenticationType = signature.Form switch
        {
            SignatureForm.V4Header or SignatureForm.V2Header => "REST-HEADER",
            SignatureForm.V4Query or SignatureForm.V2Query => "REST-QUERY-STRING",
            _ => null,
        },
        SignatureVersion = signature.Form switch
        {
            SignatureForm.V4Header or SignatureForm.V4Query => "AWS4-HMAC-SHA256",
            SignatureForm.V2Header or SignatureForm.V2Query => "AWS",
            _ => null,
        },
        SignatureAge = signature.Time == default ? null : wallClock.GetUtcNow() - signature.Time,
        ContentHash = exchange.Headers.Find("x-amz-content-sha256"),
        ContentLength = exchange.Request.Headers.ContentLength,
        PaysItself = exchange.Headers.Find("x-amz-request-payer") == "requester",
        NamesEncryption = exchange.Headers.Find("x-amz-server-side-encryption") is not null,
    };

    private static bool NeedsHash(PayloadKind payload) => payload is PayloadKind.BodyHash or PayloadKind.StatedHash;

    // An open body is verified while it is read. S3 alone hears who does not sign: its policies may admit anybody.
    private Refusal? OpenBody(Exchange exchange, in SignableRequest signable, in RequestSignature signature, Credential? credential)
    {
        var body = exchange.Request.Body;
        switch (signature.Payload)
        {
            case PayloadKind.SignedChunks or PayloadKind.SignedChunksWithTrailer or PayloadKind.UnsignedChunksWithTrailer:
                var key = credential is null ? [] : verifier.SigningKey(signature, credential.Secret);
                if (AwsChunkedDecoder.Create(signable, signature, key, out var decoder) is { } refusal)
                {
                    return refusal;
                }

                exchange.Parts!.Stream = new AwsChunkedStream(body, decoder!);
                return null;
            case PayloadKind.StatedHash:
                exchange.Parts!.Stream = new HashedBodyStream(body, signature.StatedHash.ToString());
                return null;
            default:
                exchange.Parts!.Stream = body;
                return null;
        }
    }

    private SigningScope ScopeOf(Exchange exchange)
    {
        var recognized = exchange.Recognized;
        var service = recognized.Service?.SigningName ?? "";
        var region = recognized.ScopeRegion?.Value;
        return _scopes.TryGetValue((service, region), out var scope)
            ? scope
            : _scopes.GetOrAdd((service, region), static key => new SigningScope
            {
                Service = key.Service,
                Region = key.Region,
                IsS3 = key.Service == "s3",
            });
    }
}
