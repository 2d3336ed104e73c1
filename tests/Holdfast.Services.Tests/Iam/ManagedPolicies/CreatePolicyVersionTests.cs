using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class CreatePolicyVersionTests : IamTests
{
    private CreatePolicyVersion CreatePolicyVersion => new(Quotas);

    [Theory]
    [InlineData(true, "v2")]
    [InlineData(false, "v1")]
    [InlineData(null, "v1")]
    public async Task Adds_a_version_and_puts_it_in_force_only_when_asked(bool? setAsDefault, string inForce)
    {
        var arn = GivenPolicy("shared").Arn.Value;

        var response = await World.CallAsync(
            CreatePolicyVersion, new() { PolicyArn = arn, PolicyDocument = OtherDocument, SetAsDefault = setAsDefault });

        Assert.Equal(
            new PolicyVersionShape { VersionId = "v2", IsDefaultVersion = setAsDefault == true, CreateDate = World.Now },
            response.PolicyVersion);
        var policy = (await World.CallAsync(new GetPolicy(), new() { PolicyArn = arn })).Policy!;
        Assert.Equal((inForce, Created, World.Now), (policy.DefaultVersionId, policy.CreateDate, policy.UpdateDate));
    }

    [Fact]
    public async Task Refuses_a_sixth_version_and_never_uses_a_number_again()
    {
        var arn = GivenPolicy("shared").Arn.Value;
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await World.CallAsync(CreatePolicyVersion, new() { PolicyArn = arn, PolicyDocument = OtherDocument });
        }

        Assert.Equal(
            "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(CreatePolicyVersion, new() { PolicyArn = arn, PolicyDocument = OtherDocument })));

        await World.CallAsync(new DeletePolicyVersion(), new() { PolicyArn = arn, VersionId = "v5" });
        var sixth = await World.CallAsync(CreatePolicyVersion, new() { PolicyArn = arn, PolicyDocument = OtherDocument });
        Assert.Equal("v6", sixth.PolicyVersion!.VersionId);
    }

    [Fact]
    public async Task Refuses_what_is_no_policy()
    {
        var arn = GivenPolicy("shared").Arn.Value;

        await RefusedAsync<MalformedPolicyDocumentException>(
            () => World.CallAsync(CreatePolicyVersion, new() { PolicyArn = arn, PolicyDocument = "[]" }));
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                CreatePolicyVersion, new() { PolicyArn = "arn:aws:iam::111122223333:policy/none", PolicyDocument = Document })));

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(
            () => World.CallAsync(CreatePolicyVersion, new() { PolicyArn = "longpolicynamebutnoarn", PolicyDocument = Document }));
}
