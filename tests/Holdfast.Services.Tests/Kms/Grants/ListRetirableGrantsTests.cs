using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Grants;

namespace Holdfast.Services.Tests.Kms.Grants;

public sealed class ListRetirableGrantsTests : GrantTests
{
    [Fact]
    public async Task Lists_the_grants_on_all_keys_that_a_principal_may_retire()
    {
        var (first, second) = (await GivenKeyAsync(), await GivenKeyAsync());
        string?[] made = [(await GivenGrantAsync(first, retiring: Carol)).GrantId, (await GivenGrantAsync(second, retiring: Carol)).GrantId];
        await GivenGrantAsync(first, retiring: Bob);

        var one = await World.CallAsync(new ListRetirableGrants(), new() { RetiringPrincipal = Carol, Limit = 1 });
        var other = await World.CallAsync(new ListRetirableGrants(), new() { RetiringPrincipal = Carol, Limit = 1, Marker = one.NextMarker });

        Assert.Equal(made.Order(StringComparer.Ordinal), one.Grants!.Concat(other.Grants!).Select(grant => grant.GrantId).Order(StringComparer.Ordinal));
        Assert.False(other.Truncated);
    }

    [Fact]
    public async Task Refuses_a_marker_that_is_none()
        => await RefusedAsync<InvalidMarkerException>(() => World.CallAsync(new ListRetirableGrants(), new() { RetiringPrincipal = Carol, Marker = "x" }));
}
