using Holdfast.Services.Iam;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

/// <summary>What is asked of GetUserPolicy, GetGroupPolicy and GetRolePolicy.</summary>
public abstract class GetInlinePolicyTests(string kind, string name) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation and gives the names and the document of its answer.</summary>
    protected abstract Task<(string? Name, string? Policy, string? Document)> GetAsync(string name, string policy);

    [Fact]
    public async Task Gives_the_document_encoded_as_in_a_URL()
    {
        GivenInline(GivenHolder(), "own", """{"Version": "2012-10-17~_-."}""");

        Assert.Equal((Name, "own", "%7B%22Version%22%3A%20%222012-10-17~_-.%22%7D"), await GetAsync(Name.ToUpperInvariant(), "own"));
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenHolder();

        Assert.Equal($"The {Kind} policy with name none cannot be found.", await RefusedAsync<NoSuchEntityException>(() => GetAsync(Name, "none")));
    }

    [Fact]
    public async Task Refuses_an_unknown_holder() => Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => GetAsync("none", "own")));
}
