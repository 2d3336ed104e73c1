using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class GetUserPolicyTests : IamTests
{
    [Fact]
    public async Task Gives_the_document_encoded_as_in_a_URL()
    {
        GivenInline(GivenUser("alice").Id, "own", """{"Version": "2012-10-17~_-."}""");

        var response = await World.CallAsync(new GetUserPolicy(), new() { UserName = "ALICE", PolicyName = "own" });

        Assert.Equal(("alice", "own"), (response.UserName, response.PolicyName));
        Assert.Equal("%7B%22Version%22%3A%20%222012-10-17~_-.%22%7D", response.PolicyDocument);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenUser("alice");

        Assert.Equal(
            "The user policy with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetUserPolicy(), new() { UserName = "alice", PolicyName = "none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetUserPolicy(), new() { UserName = "none", PolicyName = "own" })));
}
