using System.Text;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OutboundFederation;

namespace Holdfast.Services.Tests.Iam.OutboundFederation;

public sealed class EnableOutboundWebIdentityFederationTests : OutboundTests
{
    [Fact]
    public async Task Makes_the_account_an_issuer_with_sealed_keys()
    {
        var response = await EnableAsync();

        Assert.Matches("^https://[0-9a-f-]{36}\\.tokens\\.sts\\.global\\.api\\.aws$", response.IssuerIdentifier);
        var keys = await KeysAsync();
        Assert.Equal(["ES384", "RS256"], keys.Select(key => key.Algorithm).Order(StringComparer.Ordinal));
        Assert.All(keys, key => Assert.StartsWith("sealed(", key.SealedPrivateKey, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain("\"d\"", key.PublicKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_its_url_when_it_is_enabled_again()
    {
        var first = await EnableAsync();
        await World.CallAsync(new DisableOutboundWebIdentityFederation(), new());

        Assert.Equal(first.IssuerIdentifier, (await EnableAsync()).IssuerIdentifier);
    }

    [Fact]
    public async Task Refuses_to_be_enabled_twice()
    {
        await EnableAsync();

        Assert.Equal(
            "Outbound web identity federation is already enabled for this account.",
            await RefusedAsync<FeatureEnabledException>(EnableAsync));
    }

    [Fact]
    public async Task Renews_the_keys_with_notice_and_forgets_those_that_no_token_needs()
    {
        await EnableAsync();
        var first = await SignerAsync();

        await World.AdvanceAsync(OutboundKeyRing.Period);
        Assert.Equal(4, (await KeysAsync()).Count);
        Assert.Equal(first, await SignerAsync());

        await World.AdvanceAsync(OutboundKeyRing.Notice);
        var second = await SignerAsync();
        Assert.NotEqual(first, second);
        Assert.Contains(first, await PublishedAsync(), StringComparison.Ordinal);

        await World.AdvanceAsync(OutboundKeyRing.Period);
        Assert.DoesNotContain(first, await PublishedAsync(), StringComparison.Ordinal);
        Assert.Contains(second, await PublishedAsync(), StringComparison.Ordinal);
        Assert.Equal(4, (await KeysAsync()).Count);
        Assert.Empty(await World.ParkedAsync());
    }

    private async Task<string> SignerAsync()
    {
        using var transaction = World.Store.Begin(new("signer", 0));
        return (await new OutboundIssuers(World.Sealer, World.Clock).FindSignerAsync(transaction, Account, "ES384", CancellationToken.None))!.KeyId;
    }

    private async Task<string> PublishedAsync()
    {
        using var transaction = World.Store.Begin(new("published", 0));
        var issuer = (await World.FindAsync<OutboundIssuer>(Account.Value))!.Url;
        return Encoding.UTF8.GetString(
            (await new OutboundIssuers(World.Sealer, World.Clock).FindKeysAsync(transaction, issuer, CancellationToken.None))!.KeySet.Span);
    }
}
