using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class GetRolePolicyTests : IamTests
{
    [Fact]
    public async Task Gives_the_document_encoded_as_in_a_URL()
    {
        GivenInline(GivenRole("deploy").Id, "own", """{"Version": "2012-10-17~_-."}""");

        var response = await World.CallAsync(new GetRolePolicy(), new() { RoleName = "DEPLOY", PolicyName = "own" });

        Assert.Equal(("deploy", "own"), (response.RoleName, response.PolicyName));
        Assert.Equal("%7B%22Version%22%3A%20%222012-10-17~_-.%22%7D", response.PolicyDocument);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenRole("deploy");

        Assert.Equal(
            "The role policy with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetRolePolicy(), new() { RoleName = "deploy", PolicyName = "none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetRolePolicy(), new() { RoleName = "none", PolicyName = "own" })));
}
