using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class PutUserPolicyTests : IamTests
{
    [Fact]
    public async Task Puts_a_policy_and_then_another_in_its_place()
    {
        var user = GivenUser("alice");

        await World.CallAsync(new PutUserPolicy(), new() { UserName = "ALICE", PolicyName = "own", PolicyDocument = Document });
        await World.CallAsync(new PutUserPolicy(), new() { UserName = "alice", PolicyName = "own", PolicyDocument = OtherDocument });

        var policy = Assert.Single(await World.ListAsync<InlinePolicy>(""));
        Assert.Equal((user.Id, "own", OtherDocument), (policy.OwnerId, policy.Name, policy.Document));
    }

    [Fact]
    public async Task Counts_all_policies_of_the_user_together_without_white_space()
    {
        GivenUser("alice");
        var half = DocumentOf(1024);
        await World.CallAsync(new PutUserPolicy(), new() { UserName = "alice", PolicyName = "first", PolicyDocument = half });
        await World.CallAsync(new PutUserPolicy(), new() { UserName = "alice", PolicyName = "second", PolicyDocument = "  \t\r\n " + half });
        await World.CallAsync(new PutUserPolicy(), new() { UserName = "alice", PolicyName = "second", PolicyDocument = half });

        Assert.Equal(
            "Maximum policy size of 2048 bytes exceeded for user alice",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new PutUserPolicy(), new() { UserName = "alice", PolicyName = "second", PolicyDocument = DocumentOf(1025) })));
    }

    [Fact]
    public async Task Refuses_what_is_no_policy()
    {
        GivenUser("alice");

        Assert.Equal(
            "Syntax errors in policy.",
            await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(
                new PutUserPolicy(), new() { UserName = "alice", PolicyName = "own", PolicyDocument = "{" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutUserPolicy(), new() { UserName = "none", PolicyName = "own", PolicyDocument = Document })));

    [Fact]
    public async Task Acts_on_the_user_with_its_boundary()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenUser("alice", "/team/"));

        var target = await World.TargetAsync(
            new PutUserPolicy(), new() { UserName = "alice", PolicyName = "own", PolicyDocument = Document });

        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", target.Resource.Value);
        Assert.Equal(("iam:PermissionsBoundary", policy.Arn.Value), (target.Context[^1].Name, target.Context[^1].Values[0]));
    }

    private static string DocumentOf(int length)
    {
        const string Start = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::""";
        const string End = "\"}}";
        return Start + new string('a', length - Start.Length - End.Length) + End;
    }
}
