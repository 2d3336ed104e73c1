using Holdfast.Services.Iam;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

/// <summary>What is asked of ListUserPolicies, ListGroupPolicies and ListRolePolicies.</summary>
public abstract class ListInlinePoliciesTests(string kind, string name) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation and gives the names of a page, whether it says that there are more, and the marker of the next page.</summary>
    protected abstract Task<(IReadOnlyList<string>? Names, bool? IsTruncated, string? Marker)> ListAsync(string name, int? maxItems = null, string? marker = null);

    [Fact]
    public async Task Pages_through_the_names_of_one_holder()
    {
        var holder = GivenHolder();
        GivenInline(holder, "b");
        GivenInline(holder, "a");
        GivenInline(GivenHolder("other"), "c");

        var first = await ListAsync(Name, 1);
        var second = await ListAsync(Name, 1, first.Marker);

        Assert.Equal(["a"], first.Names!);
        Assert.True(first.IsTruncated);
        Assert.Equal(["b"], second.Names!);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_holder() => Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => ListAsync("none")));
}
