using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class PutGroupPolicyTests() : PutInlinePolicyTests("group", "crew", 5120)
{
    protected override Task PutAsync(string name, string policy, string document)
        => World.CallAsync(new PutGroupPolicy(), new() { GroupName = name, PolicyName = policy, PolicyDocument = document });

    [Fact]
    public async Task Acts_on_the_group()
        => Assert.Equal(
            "arn:aws:iam::111122223333:group/crew",
            (await World.TargetAsync(new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "own", PolicyDocument = Document })).Resource.Value);
}
