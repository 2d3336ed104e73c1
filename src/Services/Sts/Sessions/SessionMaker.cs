using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Services.Sts.Sessions;

/// <summary>Gives out temporary credentials.</summary>
internal sealed class SessionMaker(ISecretSealer sealer)
{
    private readonly SessionToken _tokens = new(sealer);

    /// <summary>The instant from which a session made by this call counts: STS keeps and prints instants to the second.</summary>
    public static DateTimeOffset StartOf(Call call) => new(call.Now.Ticks - (call.Now.Ticks % TimeSpan.TicksPerSecond), call.Now.Offset);

    /// <summary>Makes credentials for a session of an account.</summary>
    /// <param name="ids">The source of the key id and the secret.</param>
    /// <param name="account">The account of the principal, which the key id tells.</param>
    /// <param name="sessionOf">Makes the session from the key id and the secret.</param>
    public CredentialsShape Issue(IdSource ids, AccountId account, Func<string, string, Session> sessionOf)
    {
        var session = sessionOf(ids.NewTemporaryAccessKeyId(account), ids.NewSecret());
        return new()
        {
            AccessKeyId = session.AccessKeyId,
            SecretAccessKey = session.Secret,
            SessionToken = _tokens.Seal(session),
            Expiration = session.ExpiresAt,
        };
    }
}
