using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class DeleteGroupPolicyTests : IamTests
{
    [Fact]
    public async Task Deletes_one_policy_alone()
    {
        var group = GivenGroup("crew");
        GivenInline(group.Id, "own");
        GivenInline(group.Id, "Own");

        await World.CallAsync(new DeleteGroupPolicy(), new() { GroupName = "crew", PolicyName = "own" });

        Assert.Equal("Own", Assert.Single(await World.ListAsync<InlinePolicy>("")).Name);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenGroup("crew");

        Assert.Equal(
            "The group policy with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteGroupPolicy(), new() { GroupName = "crew", PolicyName = "none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteGroupPolicy(), new() { GroupName = "none", PolicyName = "own" })));
}
