using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

/// <summary>What is asked of DeleteUserPolicy, DeleteGroupPolicy and DeleteRolePolicy.</summary>
public abstract class DeleteInlinePolicyTests(string kind, string name) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation.</summary>
    protected abstract Task DeleteAsync(string name, string policy);

    [Fact]
    public async Task Deletes_one_policy_alone()
    {
        var holder = GivenHolder();
        GivenInline(holder, "own");
        GivenInline(holder, "Own");

        await DeleteAsync(Name, "own");

        Assert.Equal("Own", Assert.Single(await World.ListAsync<InlinePolicy>("")).Name);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenHolder();

        Assert.Equal($"The {Kind} policy with name none cannot be found.", await RefusedAsync<NoSuchEntityException>(() => DeleteAsync(Name, "none")));
    }

    [Fact]
    public async Task Refuses_an_unknown_holder() => Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => DeleteAsync("none", "own")));
}
