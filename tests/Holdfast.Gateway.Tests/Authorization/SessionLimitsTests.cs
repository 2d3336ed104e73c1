using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Services.Iam;
using Holdfast.Services.Sts;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Authorization;

/// <summary>The table of the IAM User Guide, "Compare AWS STS credentials", row by row.</summary>
public sealed class SessionLimitsTests
{
    private static readonly DateTimeOffset Issued = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(CallerKind.User, false, true)]
    [InlineData(CallerKind.User, true, false)]
    [InlineData(CallerKind.Root, false, true)]
    [InlineData(CallerKind.Root, true, false)]
    [InlineData(CallerKind.FederatedUser, false, true)]
    [InlineData(CallerKind.FederatedUser, true, true)]
    [InlineData(CallerKind.AssumedRole, false, false)]
    public void Iam_knows_sessions_of_users_with_mfa_alone_and_no_federated_user(CallerKind kind, bool hasMfa, bool isUnknown)
        => Assert.Equal(isUnknown, SessionLimits.IsUnknownTo(Iam("GetUser"), Session(kind, new() { IssuedAt = Issued, MfaAuthenticatedAt = hasMfa ? Issued : null })));

    [Fact]
    public void Iam_knows_console_sessions_and_those_of_assumed_root_users()
    {
        Assert.False(SessionLimits.IsUnknownTo(Iam("GetUser"), Session(CallerKind.User, new() { IssuedAt = Issued, IsFromConsole = true })));
        Assert.False(SessionLimits.IsUnknownTo(Iam("GetUser"), Session(CallerKind.FederatedUser, new() { IssuedAt = Issued, IsFromConsole = true })));
        Assert.False(SessionLimits.IsUnknownTo(Iam("GetUser"), Session(CallerKind.Root, new() { IssuedAt = Issued, IsAssumedRoot = true })));
    }

    [Fact]
    public void Other_services_know_every_session_and_iam_every_long_term_key()
    {
        Assert.False(SessionLimits.IsUnknownTo(Sts("AssumeRole"), Session(CallerKind.User, new() { IssuedAt = Issued })));
        Assert.False(SessionLimits.IsUnknownTo(Iam("GetUser"), World.UserOf(World.Account, "alice")));
    }

    [Theory]
    [InlineData(CallerKind.User, "GetCallerIdentity", true)]
    [InlineData(CallerKind.User, "AssumeRole", true)]
    [InlineData(CallerKind.User, "GetSessionToken", false)]
    [InlineData(CallerKind.User, "GetFederationToken", false)]
    [InlineData(CallerKind.User, "GetAccessKeyInfo", false)]
    [InlineData(CallerKind.FederatedUser, "GetCallerIdentity", true)]
    [InlineData(CallerKind.FederatedUser, "AssumeRole", false)]
    [InlineData(CallerKind.FederatedUser, "DecodeAuthorizationMessage", false)]
    [InlineData(CallerKind.AssumedRole, "GetCallerIdentity", true)]
    [InlineData(CallerKind.AssumedRole, "AssumeRole", true)]
    [InlineData(CallerKind.AssumedRole, "GetAccessKeyInfo", true)]
    [InlineData(CallerKind.AssumedRole, "GetSessionToken", false)]
    [InlineData(CallerKind.AssumedRole, "GetFederationToken", false)]
    public void Sts_is_open_to_sessions_as_the_table_says(CallerKind kind, string operation, bool isOpen)
        => Assert.Equal(
            isOpen ? null : $"Cannot call {operation} with session credentials",
            SessionLimits.FindRefusal(Sts(operation), Session(kind, new() { IssuedAt = Issued })));

    [Fact]
    public void Sts_is_open_to_long_term_keys()
        => Assert.Null(SessionLimits.FindRefusal(Sts("GetSessionToken"), World.UserOf(World.Account, "alice")));

    private static OperationModel Iam(string operation) => new IamService().Model.FindOperation(operation)!;

    private static OperationModel Sts(string operation) => new StsService().Model.FindOperation(operation)!;

    private static Caller Session(CallerKind kind, SessionFacts facts) => World.RootOf(World.Account) with { Kind = kind, Session = facts };
}
