using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class GetGroupPolicyTests : IamTests
{
    [Fact]
    public async Task Gives_the_document_encoded_as_in_a_URL()
    {
        GivenInline(GivenGroup("crew").Id, "own", """{"Version": "2012-10-17~_-."}""");

        var response = await World.CallAsync(new GetGroupPolicy(), new() { GroupName = "CREW", PolicyName = "own" });

        Assert.Equal(("crew", "own"), (response.GroupName, response.PolicyName));
        Assert.Equal("%7B%22Version%22%3A%20%222012-10-17~_-.%22%7D", response.PolicyDocument);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenGroup("crew");

        Assert.Equal(
            "The group policy with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetGroupPolicy(), new() { GroupName = "crew", PolicyName = "none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetGroupPolicy(), new() { GroupName = "none", PolicyName = "own" })));
}
