using Holdfast.Kernel;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Services.Sts.Sessions;

/// <summary>A root user or IAM user who asks with long-term credentials for a session in their own name, as GetSessionToken and GetFederationToken demand.</summary>
internal static class LongTermCaller
{
    private const int DefaultSeconds = 43_200;
    private const int RootSecondsMax = 3600;

    /// <summary>How long the session lasts; root's no longer than an hour, whatever was asked ("defaults to one hour").</summary>
    public static TimeSpan DurationOf(int? asked, Caller caller)
        => TimeSpan.FromSeconds(caller.Kind == CallerKind.Root ? Math.Min(asked ?? RootSecondsMax, RootSecondsMax) : asked ?? DefaultSeconds);

    /// <summary>Makes what every session of the caller has; the operation adds what its own have.</summary>
    public static Session NewSession(Call call, string accessKeyId, string secret, TimeSpan duration)
    {
        var start = SessionMaker.StartOf(call);
        return new()
        {
            AccessKeyId = accessKeyId,
            Secret = secret,
            Kind = call.Caller.Kind,
            Account = call.Caller.Account,
            Arn = call.Caller.Arn,
            PrincipalId = call.Caller.PrincipalId,
            IssuerId = call.Caller.PrincipalId,
            ExpiresAt = start + duration,
            Facts = new() { IssuedAt = start },
        };
    }
}
