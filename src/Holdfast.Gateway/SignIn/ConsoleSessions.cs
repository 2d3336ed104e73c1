using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Gateway.SignIn;

/// <summary>Makes the sessions of the console: what GetSessionToken would give, marked as the console's.</summary>
internal sealed class ConsoleSessions(IdSource ids)
{
    /// <summary>How long a session of the console lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Makes the session of somebody who signed in.</summary>
    /// <param name="caller">The root user or IAM user.</param>
    /// <param name="now">The instant.</param>
    /// <param name="mfaAt">When an MFA device was shown; null when none was.</param>
    public Session Begin(Caller caller, DateTimeOffset now, DateTimeOffset? mfaAt)
    {
        var start = ToTheSecond(now);
        return new()
        {
            AccessKeyId = ids.NewTemporaryAccessKeyId(caller.Account),
            Secret = ids.NewSecret(),
            Kind = caller.Kind,
            Account = caller.Account,
            Arn = caller.Arn,
            PrincipalId = caller.PrincipalId,
            IssuerId = caller.PrincipalId,
            ExpiresAt = start + Lifetime,
            Facts = new() { IssuedAt = start, MfaAuthenticatedAt = mfaAt, IsFromConsole = true },
        };
    }

    /// <summary>Makes a session of the console from temporary credentials.</summary>
    /// <param name="session">The credentials.</param>
    /// <param name="duration">How long the session is to last; null for as long as the credentials, which it then is.</param>
    /// <param name="now">The instant.</param>
    /// <remarks>It counts as issued when the credentials were, so that whoever revokes them revokes it too.</remarks>
    public Session From(Session session, TimeSpan? duration, DateTimeOffset now)
    {
        var facts = session.Facts with { IsFromConsole = true };
        return duration is { } lasts
            ? session with
            {
                AccessKeyId = ids.NewTemporaryAccessKeyId(session.Account),
                Secret = ids.NewSecret(),
                ExpiresAt = ToTheSecond(now) + lasts,
                Facts = facts,
            }
            : session with { Facts = facts };
    }

    private static DateTimeOffset ToTheSecond(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset);
}
