using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Grants;

namespace Holdfast.Services.Tests.Kms.Grants;

public sealed class ListGrantsTests : GrantTests
{
    [Fact]
    public async Task Pages_through_the_grants_on_a_key()
    {
        var key = await GivenKeyAsync();
        string?[] made = [(await GivenGrantAsync(key)).GrantId, (await GivenGrantAsync(key)).GrantId];

        var first = await World.CallAsync(new ListGrants(), new() { KeyId = key.Id, Limit = 1 });
        var second = await World.CallAsync(new ListGrants(), new() { KeyId = key.Id, Limit = 1, Marker = first.NextMarker });

        Assert.Equal(made.Order(StringComparer.Ordinal), first.Grants!.Concat(second.Grants!).Select(grant => grant.GrantId));
        Assert.Equal((true, false), (first.Truncated!.Value, second.Truncated!.Value));
    }

    [Fact]
    public async Task Finds_one_grant_and_those_of_a_principal()
    {
        var key = await GivenKeyAsync();
        var bobs = await GivenGrantAsync(key, constraints: new() { EncryptionContextSubset = Red });
        await GivenGrantAsync(key, grantee: Carol);

        var byId = Assert.Single((await World.CallAsync(new ListGrants(), new() { KeyId = key.Id, GrantId = bobs.GrantId })).Grants!);
        var byGrantee = Assert.Single((await World.CallAsync(new ListGrants(), new() { KeyId = key.Id, GranteePrincipal = Bob })).Grants!);

        Assert.Equal(byId.GrantId, byGrantee.GrantId);
        Assert.Equal((key.Arn.Value, $"arn:aws:iam::{Account}:root"), (byId.KeyId, byId.IssuingAccount));
        Assert.Equal(Red, byId.Constraints!.EncryptionContextSubset);
    }

    [Fact]
    public async Task Refuses_ids_and_markers_that_are_none()
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<InvalidGrantIdException>(() => World.CallAsync(new ListGrants(), new() { KeyId = key.Id, GrantId = "x" }));
        await RefusedAsync<InvalidMarkerException>(() => World.CallAsync(new ListGrants(), new() { KeyId = key.Id, Marker = "x" }));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new ListGrants(), new() { KeyId = NoKey })));
    }
}
