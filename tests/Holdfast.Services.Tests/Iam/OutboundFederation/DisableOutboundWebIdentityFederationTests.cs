using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OutboundFederation;

namespace Holdfast.Services.Tests.Iam.OutboundFederation;

public sealed class DisableOutboundWebIdentityFederationTests : OutboundTests
{
    [Fact]
    public async Task Ends_the_issue_of_tokens_and_leaves_the_keys_published()
    {
        await EnableAsync();

        await World.CallAsync(new DisableOutboundWebIdentityFederation(), new());

        Assert.False((await World.FindAsync<OutboundIssuer>(Account.Value))!.IsEnabled);
        Assert.Equal(2, (await KeysAsync()).Count);
        await World.AdvanceAsync(OutboundKeyRing.Period);
        Assert.Equal(2, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task Refuses_when_it_is_not_enabled()
        => Assert.Equal(
            "Outbound web identity federation is currently disabled for this account.",
            await RefusedAsync<FeatureDisabledException>(() => World.CallAsync(new DisableOutboundWebIdentityFederation(), new())));
}
