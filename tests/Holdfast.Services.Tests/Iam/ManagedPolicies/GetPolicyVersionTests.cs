using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class GetPolicyVersionTests : IamTests
{
    [Fact]
    public async Task Gives_the_document_encoded_as_in_a_URL()
    {
        var policy = GivenPolicy("shared", document: """{"Version": "2012-10-17"}""");

        var response = await World.CallAsync(new GetPolicyVersion(), new() { PolicyArn = policy.Arn.Value, VersionId = "v1" });

        Assert.Equal(
            new PolicyVersionShape
            {
                VersionId = "v1",
                IsDefaultVersion = true,
                CreateDate = Created,
                Document = "%7B%22Version%22%3A%20%222012-10-17%22%7D",
            },
            response.PolicyVersion);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:policy/none", "v1")]
    [InlineData("arn:aws:iam::111122223333:policy/shared", "v9")]
    [InlineData("arn:aws:iam::111122223333:policy/shared", "v1.preview")]
    [InlineData("arn:aws:iam::111122223333:policy/shared", "v99999999999")]
    public async Task Refuses_an_unknown_version(string arn, string version)
    {
        GivenPolicy("shared");

        Assert.Equal(
            $"Policy {arn} version {version} does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetPolicyVersion(), new() { PolicyArn = arn, VersionId = version })));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(
            () => World.CallAsync(new GetPolicyVersion(), new() { PolicyArn = "longpolicynamebutnoarn", VersionId = "v1" }));
}
