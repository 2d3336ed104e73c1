using Holdfast.Services.Iam;

namespace Holdfast.Services.Tests.Iam.Attachments;

/// <summary>What is asked of ListAttachedUserPolicies, ListAttachedGroupPolicies and ListAttachedRolePolicies.</summary>
public abstract class ListAttachedPoliciesTests(string kind, string name) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation and gives the ARNs of a page and the marker of the next, null where the answer says that there is none.</summary>
    protected abstract Task<(string[] Arns, string? Marker)> ListAsync(string name, string? pathPrefix = null, int? maxItems = null, string? marker = null);

    [Fact]
    public async Task Pages_through_the_policies_in_the_order_of_their_names()
    {
        var holder = GivenHolder();
        GivenAttached(GivenPolicy("b"), holder);
        GivenAttached(GivenPolicy("A", "/team/"), holder);
        GivenAttached(GivenPolicy("other"), GivenHolder("other"));

        var first = await ListAsync(Name, maxItems: 1);
        var second = await ListAsync(Name, maxItems: 1, marker: first.Marker);

        Assert.Equal(["arn:aws:iam::111122223333:policy/team/A"], first.Arns);
        Assert.NotNull(first.Marker);
        Assert.Equal(["arn:aws:iam::111122223333:policy/b"], second.Arns);
        Assert.Null(second.Marker);
    }

    [Fact]
    public async Task Lists_only_those_under_a_path()
    {
        var holder = GivenHolder();
        GivenAttached(GivenPolicy("a"), holder);
        GivenAttached(GivenPolicy("b", "/team/"), holder);

        Assert.Equal(["arn:aws:iam::111122223333:policy/team/b"], (await ListAsync(Name, "/team/")).Arns);
    }

    [Fact]
    public async Task Refuses_an_unknown_holder() => Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => ListAsync("none")));

    private protected static (string[] Arns, string? Marker) PageOf(IEnumerable<AttachedPolicyShape>? policies, bool? isTruncated, string? marker)
    {
        Assert.Equal(isTruncated, marker is not null);
        return ([.. policies!.Select(policy => { Assert.EndsWith("/" + policy.PolicyName, policy.PolicyArn, StringComparison.Ordinal); return policy.PolicyArn!; })], marker);
    }
}
