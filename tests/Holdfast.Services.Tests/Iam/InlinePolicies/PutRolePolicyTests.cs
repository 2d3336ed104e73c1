using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class PutRolePolicyTests : IamTests
{
    [Fact]
    public async Task Puts_a_policy_and_then_another_in_its_place()
    {
        var role = GivenRole("deploy");

        await World.CallAsync(new PutRolePolicy(), new() { RoleName = "DEPLOY", PolicyName = "own", PolicyDocument = Document });
        await World.CallAsync(new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "own", PolicyDocument = OtherDocument });

        var policy = Assert.Single(await World.ListAsync<InlinePolicy>(""));
        Assert.Equal((role.Id, "own", OtherDocument), (policy.OwnerId, policy.Name, policy.Document));
    }

    [Fact]
    public async Task Counts_all_policies_of_the_role_together_without_white_space()
    {
        GivenRole("deploy");
        var half = DocumentOf(5120);
        await World.CallAsync(new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "first", PolicyDocument = half });
        await World.CallAsync(new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "second", PolicyDocument = "  \t\r\n " + half });
        await World.CallAsync(new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "second", PolicyDocument = half });

        Assert.Equal(
            "Maximum policy size of 10240 bytes exceeded for role deploy",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "second", PolicyDocument = DocumentOf(5121) })));
    }

    [Fact]
    public async Task Refuses_what_is_no_policy()
    {
        GivenRole("deploy");

        Assert.Equal(
            "Syntax errors in policy.",
            await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(
                new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "own", PolicyDocument = "{" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutRolePolicy(), new() { RoleName = "none", PolicyName = "own", PolicyDocument = Document })));

    [Fact]
    public async Task Acts_on_the_role_with_its_boundary()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenRole("deploy", "/team/"));

        var target = await World.TargetAsync(
            new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "own", PolicyDocument = Document });

        Assert.Equal("arn:aws:iam::111122223333:role/team/deploy", target.Resource.Value);
        Assert.Equal(("iam:PermissionsBoundary", policy.Arn.Value), (target.Context[^1].Name, target.Context[^1].Values[0]));
    }

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(
            () => World.CallAsync(new PutRolePolicy(), new() { RoleName = LinkedRoleName, PolicyName = "own", PolicyDocument = Document })));
    }

    private static string DocumentOf(int length)
    {
        const string Start = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::""";
        const string End = "\"}}";
        return Start + new string('a', length - Start.Length - End.Length) + End;
    }
}
