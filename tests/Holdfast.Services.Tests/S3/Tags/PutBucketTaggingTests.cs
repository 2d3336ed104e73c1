using Holdfast.Services.S3;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.Tests.S3.Tags;

public sealed class PutBucketTaggingTests : S3Tests
{
    [Fact]
    public async Task Puts_tags_in_the_place_of_those_that_were_there()
    {
        await GivenBucketAsync();
        await PutAsync(("team", "red"));

        await PutAsync(("cost", "12 %".Replace("%", "EUR", StringComparison.Ordinal)), ("ort", "Zürich"));

        Assert.Equal([new("cost", "12 EUR"), new("ort", "Zürich")], (await BucketAsync()).Tags!);
    }

    [Theory]
    [InlineData("", "v", "The TagKey you have provided is invalid")]
    [InlineData("k<", "v", "The TagKey you have provided is invalid")]
    [InlineData("k", "v!", "The TagValue you have provided is invalid")]
    [InlineData("aws:k", "v", "System tags cannot be added/updated by requester")]
    public async Task Refuses_what_is_no_tag(string key, string value, string message)
    {
        await GivenBucketAsync();

        Assert.Equal(message, (await RefusedAsync("InvalidTag", () => PutAsync((key, value)))).Message);
    }

    [Fact]
    public async Task Refuses_long_keys_and_values_and_a_key_twice()
    {
        await GivenBucketAsync();
        await PutAsync((new string('k', 128), new string('v', 256)));

        await RefusedAsync("InvalidTag", () => PutAsync((new string('k', 129), "v")));
        await RefusedAsync("InvalidTag", () => PutAsync(("k", new string('v', 257))));
        Assert.Equal("Cannot provide multiple Tags with the same key", (await RefusedAsync("InvalidTag", () => PutAsync(("k", "v"), ("k", "w")))).Message);
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        await GivenBucketAsync();
        await PutAsync([.. Enumerable.Range(0, 50).Select(i => ($"k{i}", "v"))]);

        Assert.Equal("Bucket tag count cannot be greater than 50", (await RefusedAsync("BadRequest", () => PutAsync([.. Enumerable.Range(0, 51).Select(i => ($"k{i}", "v"))]))).Message);
    }

    private Task PutAsync(params (string Key, string Value)[] tags) => World.CallAsync(
        new PutBucketTagging(), new() { Bucket = Bucket, Tagging = new() { TagSet = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] } });
}
