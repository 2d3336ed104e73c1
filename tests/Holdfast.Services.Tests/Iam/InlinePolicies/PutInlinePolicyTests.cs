using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

/// <summary>What is asked of PutUserPolicy, PutGroupPolicy and PutRolePolicy.</summary>
/// <param name="kind">What the holder is called.</param>
/// <param name="name">The holder's name.</param>
/// <param name="charactersMax">How much all inline policies of a holder may have together.</param>
public abstract class PutInlinePolicyTests(string kind, string name, int charactersMax) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation.</summary>
    protected abstract Task PutAsync(string name, string policy, string document);

    [Fact]
    public async Task Puts_a_policy_and_then_another_in_its_place()
    {
        var holder = GivenHolder();

        await PutAsync(Name.ToUpperInvariant(), "own", Document);
        await PutAsync(Name, "own", OtherDocument);

        var policy = Assert.Single(await World.ListAsync<InlinePolicy>(""));
        Assert.Equal((holder, "own", OtherDocument), (policy.OwnerId, policy.Name, policy.Document));
    }

    [Fact]
    public async Task Counts_all_policies_of_the_holder_together_without_white_space()
    {
        GivenHolder();
        var half = DocumentOf(charactersMax / 2);
        await PutAsync(Name, "first", half);
        await PutAsync(Name, "second", "  \t\r\n " + half);
        await PutAsync(Name, "second", half);

        Assert.Equal(
            $"Maximum policy size of {charactersMax} bytes exceeded for {Kind} {Name}",
            await RefusedAsync<LimitExceededException>(() => PutAsync(Name, "second", DocumentOf((charactersMax / 2) + 1))));
    }

    [Fact]
    public async Task Refuses_what_is_no_policy()
    {
        GivenHolder();

        Assert.Equal("Syntax errors in policy.", await RefusedAsync<MalformedPolicyDocumentException>(() => PutAsync(Name, "own", "{")));
    }

    [Fact]
    public async Task Refuses_an_unknown_holder()
        => Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => PutAsync("none", "own", Document)));

    private static string DocumentOf(int length)
    {
        const string Start = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::""";
        const string End = "\"}}";
        return Start + new string('a', length - Start.Length - End.Length) + End;
    }
}
