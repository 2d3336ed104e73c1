using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class TagMFADeviceTests : CredentialTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_of_the_same_key()
    {
        await NewDeviceAsync();
        await TagAsync(("team", "red"), ("Team", "other"));

        await TagAsync(("team", "blue"));

        Assert.Equal(
            ["Team=other", "team=blue"],
            Assert.Single(await World.ListAsync<VirtualMfaDevice>("")).Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        await NewDeviceAsync();
        await TagAsync([.. Enumerable.Range(0, 50).Select(number => ($"key-{number}", "v"))]);

        Assert.Equal(
            "Cannot exceed quota for TagsPerVirtualMFADevice: 50", await RefusedAsync<LimitExceededException>(() => TagAsync(("more", "v"))));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_reserved()
    {
        await NewDeviceAsync();

        await RefusedAsync<InvalidInputException>(() => TagAsync(("aws:x", "v")));
    }

    [Fact]
    public async Task Refuses_an_unknown_device()
        => Assert.Equal(
            $"VirtualMFADevice with serial number {Phone} does not exist.",
            await RefusedAsync<NoSuchEntityException>(() => TagAsync(("a", "b"))));

    [Fact]
    public async Task Acts_on_the_device_with_the_tags_that_it_has_and_those_of_the_request()
    {
        await NewDeviceAsync();
        await TagAsync(("team", "red"));

        var target = await World.TargetAsync(new TagMFADevice(), Request(("team", "blue")));

        Assert.Equal(Phone, target.Resource.Value);
        Assert.Equal(
            ["aws:ResourceTag/team=red", "aws:RequestTag/team=blue", "aws:TagKeys=team"],
            target.Context.Select(key => $"{key.Name}={key.Values[0]}"));
    }

    private Task TagAsync(params (string Key, string Value)[] tags) => World.CallAsync(new TagMFADevice(), Request(tags));

    private static TagMFADeviceRequest Request(params (string Key, string Value)[] tags)
        => new() { SerialNumber = Phone, Tags = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] };
}
