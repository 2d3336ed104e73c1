using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class TagServerCertificateTests : ServerCertificateTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_of_the_same_key()
    {
        GivenServerCertificate("www", "/", ("team", "red"), ("Team", "other"));

        await TagAsync(("team", "blue"));

        Assert.Equal(
            ["Team=other", "team=blue"],
            Assert.Single(await World.ListAsync<ServerCertificate>("")).Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        GivenServerCertificate("www", "/", [.. Enumerable.Range(0, 50).Select(number => ($"key-{number}", "v"))]);

        Assert.Equal(
            "Cannot exceed quota for TagsPerServerCertificate: 50", await RefusedAsync<LimitExceededException>(() => TagAsync(("more", "v"))));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_reserved()
    {
        GivenServerCertificate("www");

        await RefusedAsync<InvalidInputException>(() => TagAsync(("aws:x", "v")));
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate() => await RefusedAsync<NoSuchEntityException>(() => TagAsync(("a", "b")));

    private Task TagAsync(params (string Key, string Value)[] tags) => World.CallAsync(
        new TagServerCertificate(),
        new() { ServerCertificateName = "www", Tags = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] });
}
