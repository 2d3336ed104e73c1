using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class PutGroupPolicyTests : IamTests
{
    [Fact]
    public async Task Puts_a_policy_and_then_another_in_its_place()
    {
        var group = GivenGroup("crew");

        await World.CallAsync(new PutGroupPolicy(), new() { GroupName = "CREW", PolicyName = "own", PolicyDocument = Document });
        await World.CallAsync(new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "own", PolicyDocument = OtherDocument });

        var policy = Assert.Single(await World.ListAsync<InlinePolicy>(""));
        Assert.Equal((group.Id, "own", OtherDocument), (policy.OwnerId, policy.Name, policy.Document));
    }

    [Fact]
    public async Task Counts_all_policies_of_the_group_together_without_white_space()
    {
        GivenGroup("crew");
        var half = DocumentOf(2560);
        await World.CallAsync(new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "first", PolicyDocument = half });
        await World.CallAsync(new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "second", PolicyDocument = "  \t\r\n " + half });
        await World.CallAsync(new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "second", PolicyDocument = half });

        Assert.Equal(
            "Maximum policy size of 5120 bytes exceeded for group crew",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "second", PolicyDocument = DocumentOf(2561) })));
    }

    [Fact]
    public async Task Refuses_what_is_no_policy()
    {
        GivenGroup("crew");

        Assert.Equal(
            "Syntax errors in policy.",
            await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(
                new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "own", PolicyDocument = "{" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new PutGroupPolicy(), new() { GroupName = "none", PolicyName = "own", PolicyDocument = Document })));

    [Fact]
    public async Task Acts_on_the_group()
        => Assert.Equal(
            "arn:aws:iam::111122223333:group/crew",
            (await World.TargetAsync(new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "own", PolicyDocument = Document })).Resource.Value);

    private static string DocumentOf(int length)
    {
        const string Start = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::""";
        const string End = "\"}}";
        return Start + new string('a', length - Start.Length - End.Length) + End;
    }
}
