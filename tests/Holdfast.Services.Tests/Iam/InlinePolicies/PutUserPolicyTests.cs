using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class PutUserPolicyTests() : PutInlinePolicyTests("user", "alice", 2048)
{
    protected override Task PutAsync(string name, string policy, string document)
        => World.CallAsync(new PutUserPolicy(), new() { UserName = name, PolicyName = policy, PolicyDocument = document });

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
}
