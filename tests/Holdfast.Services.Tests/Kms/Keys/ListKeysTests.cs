using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class ListKeysTests : KmsTests
{
    [Fact]
    public async Task Pages_through_the_keys_of_the_region()
    {
        string[] made = [(await GivenKeyAsync()).Id, (await GivenKeyAsync()).Id, (await GivenKeyAsync()).Id];

        var first = await World.CallAsync(new ListKeys(), new() { Limit = 2 });
        var second = await World.CallAsync(new ListKeys(), new() { Limit = 2, Marker = first.NextMarker });

        Assert.True(first.Truncated);
        Assert.False(second.Truncated);
        Assert.Equal(made.Order(StringComparer.Ordinal), first.Keys!.Concat(second.Keys!).Select(key => key.KeyId));
        Assert.Empty((await World.CallAsync(new ListKeys(), new(), region: new("eu-west-1"))).Keys!);
    }

    [Fact]
    public async Task Refuses_a_marker_of_another_listing()
        => await RefusedAsync<InvalidMarkerException>(() => World.CallAsync(new ListKeys(), new() { Marker = "AAAAAAAAAAAAAAAAAAAA" }));
}
