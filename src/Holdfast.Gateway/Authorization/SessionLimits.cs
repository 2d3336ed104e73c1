using Holdfast.Kernel;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Authorization;

/// <summary>What temporary credentials may not call, whatever policies say (IAM User Guide, "Compare AWS STS credentials").</summary>
internal static class SessionLimits
{
    /// <summary>Says whether the operation is one of IAM's, which the sessions of GetFederationToken, and those of GetSessionToken without MFA, are not known to.</summary>
    /// <remarks>Sessions that began at the console's sign-in, and those of AssumeRoot, may call IAM as far as their policies go.</remarks>
    public static bool IsUnknownTo(OperationModel operation, Caller caller)
        => caller.Session is { IsFromConsole: false, IsAssumedRoot: false } session
            && operation.Service.SigningName == "iam"
            && (caller.Kind == CallerKind.FederatedUser
                || (caller.Kind is CallerKind.User or CallerKind.Root && session.MfaAuthenticatedAt is null));

    /// <summary>Finds why an operation of STS is not for the caller's kind of session; null when it is.</summary>
    public static string? FindRefusal(OperationModel operation, Caller caller)
        => caller.Session is { } session && operation.Service.SigningName == "sts" && !IsOpen(operation.Name, caller.Kind, session)
            ? $"Cannot call {operation.Name} with session credentials"
            : null;

    private static bool IsOpen(string operation, CallerKind kind, SessionFacts session) => operation switch
    {
        "GetCallerIdentity" => true,
        "GetSessionToken" or "GetFederationToken" => false,
        "AssumeRole" => kind != CallerKind.FederatedUser,
        _ => kind == CallerKind.AssumedRole || session.IsFromConsole,
    };
}
