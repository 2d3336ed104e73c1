using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class ListMFADeviceTagsTests : CredentialTests
{
    [Fact]
    public async Task Lists_the_tags_in_the_order_of_their_keys_page_by_page()
    {
        await NewDeviceAsync();
        await World.CallAsync(new TagMFADevice(), new() { SerialNumber = Phone, Tags = [new() { Key = "b", Value = "2" }, new() { Key = "a", Value = "1" }] });

        var first = await World.CallAsync(new ListMFADeviceTags(), new() { SerialNumber = Phone, MaxItems = 1 });
        var second = await World.CallAsync(new ListMFADeviceTags(), new() { SerialNumber = Phone, Marker = first.Marker });

        Assert.Equal("a", Assert.Single(first.Tags).Key);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.Tags).Key);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_device()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListMFADeviceTags(), new() { SerialNumber = Phone }));
}
