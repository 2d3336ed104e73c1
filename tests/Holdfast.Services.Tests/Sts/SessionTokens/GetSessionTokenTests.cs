using Holdfast.Kernel;
using Holdfast.Services.Sts.SessionTokens;

namespace Holdfast.Services.Tests.Sts.SessionTokens;

public sealed class GetSessionTokenTests : StsTests
{
    private GetSessionToken GetSessionToken => new(Devices, World.Sealer);

    [Fact]
    public async Task Gives_a_user_credentials_in_their_own_name_for_twelve_hours()
    {
        var response = await World.CallAsync(GetSessionToken, new(), asUser: "alice");

        var session = Open(response.Credentials!);
        Assert.Equal((CallerKind.User, "arn:aws:iam::111122223333:user/alice"), (session.Kind, session.Arn));
        Assert.Equal("AIDACKCEVSQ6C2EXAMPLE", session.IssuerId);
        Assert.Equal(World.Now.AddHours(12), response.Credentials!.Expiration);
        Assert.Null(session.Facts.MfaAuthenticatedAt);
        Assert.Null(session.Facts.IssuerArn);
    }

    [Theory]
    [InlineData(null, 3600)]
    [InlineData(900, 900)]
    [InlineData(129_600, 3600)]
    public async Task Gives_root_no_more_than_an_hour(int? asked, int seconds)
    {
        var response = await World.CallAsync(GetSessionToken, new() { DurationSeconds = asked });

        Assert.Equal(World.Now.AddSeconds(seconds), response.Credentials!.Expiration);
        Assert.Equal(("111122223333", CallerKind.Root), (Open(response.Credentials!).IssuerId, Open(response.Credentials!).Kind));
    }

    [Fact]
    public async Task Keeps_when_mfa_was_presented()
    {
        var response = await World.CallAsync(GetSessionToken, new() { SerialNumber = Device, TokenCode = "123456", DurationSeconds = 129_600 }, asUser: "alice");

        Assert.Equal(World.Now, Open(response.Credentials!).Facts.MfaAuthenticatedAt);
        Assert.Equal(World.Now.AddSeconds(129_600), response.Credentials!.Expiration);
    }

    [Fact]
    public async Task Refuses_a_code_that_is_wrong()
        => Assert.Equal(
            "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
            await RefusedAsync("AccessDenied", () => World.CallAsync(GetSessionToken, new() { SerialNumber = Device, TokenCode = "000000" }, asUser: "alice")));

    [Fact]
    public async Task Needs_no_permission()
        => Assert.True((await World.TargetAsync(GetSessionToken, new(), asUser: "alice")).IsExempt);
}
