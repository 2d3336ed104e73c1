using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Authentication;

/// <summary>Knows the sessions that temporary credentials belong to.</summary>
internal interface ISessionSource
{
    /// <summary>Finds the credential of a session.</summary>
    /// <param name="accessKeyId">The temporary access key id.</param>
    /// <param name="token">The session token.</param>
    /// <param name="scope">What the endpoint expects, which words the refusal.</param>
    /// <param name="now">The instant of the call.</param>
    ValueTask<(Credential? Credential, Refusal? Refusal)> FindAsync(string accessKeyId, string token, SigningScope scope, DateTimeOffset now);
}

/// <summary>Knows no session, so refuses every token in AWS's words.</summary>
internal sealed class NoSessions : ISessionSource
{
    public ValueTask<(Credential? Credential, Refusal? Refusal)> FindAsync(
        string accessKeyId, string token, SigningScope scope, DateTimeOffset now)
        => ValueTask.FromResult<(Credential?, Refusal?)>((null, Refusals.InvalidToken(scope, token)));
}
