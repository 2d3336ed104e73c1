using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OutboundFederation;

namespace Holdfast.Services.Tests.Iam.OutboundFederation;

public sealed class GetOutboundWebIdentityFederationInfoTests : OutboundTests
{
    [Fact]
    public async Task Tells_the_issuer()
    {
        var enabled = await EnableAsync();

        var info = await World.CallAsync(new GetOutboundWebIdentityFederationInfo(), new());

        Assert.Equal(enabled.IssuerIdentifier, info.IssuerIdentifier);
        Assert.True(info.JwtVendingEnabled);
    }

    [Fact]
    public async Task Refuses_when_it_is_not_enabled()
        => await RefusedAsync<FeatureDisabledException>(() => World.CallAsync(new GetOutboundWebIdentityFederationInfo(), new()));
}
