using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Simulation;

namespace Holdfast.Services.Tests.Iam.Simulation;

public sealed class GetContextKeysForPrincipalPolicyTests : IamTests
{
    [Fact]
    public async Task Lists_the_keys_of_the_user_its_groups_and_the_request()
    {
        var user = GivenUser("alice");
        var group = GivenGroup("admins");
        GivenMember(group, user);
        GivenInline(user.Id, "own", SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "arn:aws:s3:::home/${aws:username}"));
        GivenInline(group.Id, "theirs", SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "*", """,{"Bool":{"aws:SecureTransport":"true"}}"""));

        var response = await World.CallAsync(new GetContextKeysForPrincipalPolicy(), new()
        {
            PolicySourceArn = user.Arn.Value,
            PolicyInputList = [SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "arn:aws:s3:::home/${aws:userid}")],
        });

        Assert.Equal(["aws:username", "aws:SecureTransport", "aws:userid"], response.ContextKeyNames!);
    }

    [Fact]
    public async Task Lists_the_keys_of_the_policies_of_a_role()
    {
        var role = GivenRole("deploy");
        GivenInline(role.Id, "own", SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "arn:aws:s3:::home/${aws:PrincipalTag/team}"));
        GivenAttached(GivenPolicy("shared", document: SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "arn:aws:s3:::home/${aws:userid}")), role.Id);

        var response = await World.CallAsync(new GetContextKeysForPrincipalPolicy(), new() { PolicySourceArn = role.Arn.Value });

        Assert.Equal(["aws:PrincipalTag/team", "aws:userid"], response.ContextKeyNames!);
    }

    [Fact]
    public async Task Refuses_a_user_that_is_not_there()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new GetContextKeysForPrincipalPolicy(), new() { PolicySourceArn = "arn:aws:iam::111122223333:user/nobody" })));
}
