using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class UntagMFADeviceTests : CredentialTests
{
    [Fact]
    public async Task Takes_the_tags_that_are_there_and_passes_over_the_rest()
    {
        await NewDeviceAsync();
        await World.CallAsync(new TagMFADevice(), new() { SerialNumber = Phone, Tags = [new() { Key = "a", Value = "1" }, new() { Key = "b", Value = "2" }] });

        await World.CallAsync(new UntagMFADevice(), new() { SerialNumber = Phone, TagKeys = ["a", "x"] });

        Assert.Equal("b", Assert.Single(Assert.Single(await World.ListAsync<VirtualMfaDevice>("")).Tags).Key);
    }

    [Fact]
    public async Task Changes_nothing_when_no_tag_is_there()
    {
        await NewDeviceAsync();
        var before = World.Changes.Count;

        await World.CallAsync(new UntagMFADevice(), new() { SerialNumber = Phone, TagKeys = ["x"] });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_device()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new UntagMFADevice(), new() { SerialNumber = Phone, TagKeys = ["x"] }));
}
