using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class RoleDirectoryTests : IamTests
{
    private readonly RoleDirectory _directory = new();

    [Fact]
    public async Task Finds_a_role_by_its_ARN_from_any_account()
    {
        var role = GivenRole("Deploy", "/team/", tags: ("Team", "red"));

        var facts = await AskAsync(transaction => _directory.FindRoleAsync(transaction, role.Arn.Value, CancellationToken.None));

        Assert.Equal((Account, role.Arn.Value, "Deploy", role.Id, Trust), (facts!.Account, facts.Arn, facts.Name, facts.Id, facts.TrustPolicy));
        Assert.Equal(TimeSpan.FromHours(1), facts.MaxSessionDuration);
        Assert.Equal("red", facts.Tags["team"]);
        Assert.False(facts.IsServiceLinked);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/deploy")]
    [InlineData("arn:aws:iam::111122223333:role/team/DEPLOY")]
    [InlineData("arn:aws:iam::444455556666:role/team/deploy")]
    [InlineData("arn:aws:iam::111122223333:user/team/deploy")]
    [InlineData("arn:aws:iam::x:role/team/deploy")]
    [InlineData("deploy")]
    public async Task Finds_nothing_by_any_other_ARN(string arn)
    {
        GivenRole("deploy", "/team/");

        Assert.Null(await AskAsync(transaction => _directory.FindRoleAsync(transaction, arn, CancellationToken.None)));
    }

    [Fact]
    public async Task Names_a_trusted_user_that_is_gone_by_its_id()
    {
        var alice = GivenUser("alice");
        var trust = Trust.Replace("\"Service\":\"ec2.amazonaws.com\"", $"\"AWS\":\"{alice.Arn}\"", StringComparison.Ordinal);
        var created = await World.CallAsync(new CreateRole(Quotas), new() { RoleName = "deploy", AssumeRolePolicyDocument = trust });
        await World.CallAsync(new DeleteUser(), new() { UserName = "alice" });

        var facts = await AskAsync(transaction => _directory.FindRoleAsync(transaction, created.Role.Arn, CancellationToken.None));

        Assert.Equal(trust.Replace(alice.Arn.Value, alice.Id, StringComparison.Ordinal), facts!.TrustPolicy);
    }

    [Fact]
    public async Task Finds_the_document_of_a_managed_policy_of_the_account()
    {
        var policy = GivenPolicy("shared");

        Assert.Equal(Document, await AskAsync(t => _directory.FindManagedPolicyAsync(t, Account, policy.Arn.Value, CancellationToken.None)));
        Assert.Null(await AskAsync(t => _directory.FindManagedPolicyAsync(t, new("444455556666"), policy.Arn.Value, CancellationToken.None)));
        Assert.Null(await AskAsync(t => _directory.FindManagedPolicyAsync(t, Account, "arn:aws:iam::111122223333:policy/none", CancellationToken.None)));
    }

    [Fact]
    public async Task Finds_the_ARN_that_an_id_has_now()
    {
        var role = GivenRole("deploy");
        var user = GivenUser("alice");
        await World.CallAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "zoe" });

        Assert.Equal(role.Arn.Value, await AskAsync(t => _directory.FindArnAsync(t, role.Id, CancellationToken.None)));
        Assert.Equal("arn:aws:iam::111122223333:user/zoe", await AskAsync(t => _directory.FindArnAsync(t, user.Id, CancellationToken.None)));
        Assert.Null(await AskAsync(t => _directory.FindArnAsync(t, "AROACKCEVSQ6C2EXAMPLE", CancellationToken.None)));
        Assert.Null(await AskAsync(t => _directory.FindArnAsync(t, "ANPACKCEVSQ6C2EXAMPLE", CancellationToken.None)));
    }

    private async Task<T> AskAsync<T>(Func<IReadTransaction, ValueTask<T>> question)
    {
        using var transaction = World.Store.Begin(new Cause("ask", 0));
        return await question(transaction);
    }
}
