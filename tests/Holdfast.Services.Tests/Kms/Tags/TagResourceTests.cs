using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Tags;

namespace Holdfast.Services.Tests.Kms.Tags;

public sealed class TagResourceTests : KmsTests
{
    private static readonly TagResource TagResource = new();

    [Fact]
    public async Task Puts_tags_and_replaces_the_value_of_those_that_are_there()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(TagResource, new() { KeyId = key.Id, Tags = [Tag("a", "1"), Tag("b", "2")] });

        await World.CallAsync(TagResource, new() { KeyId = key.Id, Tags = [Tag("a", "3")] });

        Assert.Equal([new("b", "2"), new("a", "3")], (await KeyAsync(key.Id)).Tags);
    }

    [Fact]
    public async Task Refuses_too_many_tags()
    {
        var key = await GivenKeyAsync();
        TagShape[] tags = [.. Enumerable.Range(0, 51).Select(number => Tag($"k{number}", ""))];

        Assert.Equal("Too many tags", await RefusedAsync<LimitExceededException>(() => World.CallAsync(TagResource, new() { KeyId = key.Id, Tags = tags })));
    }

    [Fact]
    public async Task Refuses_reserved_keys_and_keys_that_come_twice()
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<TagException>(() => World.CallAsync(TagResource, new() { KeyId = key.Id, Tags = [Tag("aws:x", "")] }));
        Assert.Equal("Duplicate tag keys", await RefusedAsync<TagException>(() => World.CallAsync(TagResource, new() { KeyId = key.Id, Tags = [Tag("x", ""), Tag("x", "")] })));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_going()
    {
        var key = await GivenKeyAsync();

        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(TagResource, new() { KeyId = key.Id, Tags = [Tag("a", "1")] }));
    }

    private static TagShape Tag(string key, string value) => new() { TagKey = key, TagValue = value };
}
