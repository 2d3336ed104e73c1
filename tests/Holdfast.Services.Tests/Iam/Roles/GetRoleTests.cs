using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class GetRoleTests : IamTests
{
    [Fact]
    public async Task Tells_all_that_is_known_of_a_role()
    {
        World.Given(NewRole("Deploy", "/team/", tags: ("a", "b")) with
        {
            Description = "ships",
            MaxSessionSeconds = 7200,
            BoundaryArn = "arn:aws:iam::111122223333:policy/limit",
        });

        var role = (await World.CallAsync(new GetRole(Uses), new() { RoleName = "deploy" })).Role;

        Assert.Equal("arn:aws:iam::111122223333:role/team/Deploy", role.Arn);
        Assert.Equal(("Deploy", "ships", 7200), (role.RoleName, role.Description, role.MaxSessionDuration));
        Assert.Equal(Trust, Uri.UnescapeDataString(role.AssumeRolePolicyDocument!));
        Assert.Equal("arn:aws:iam::111122223333:policy/limit", role.PermissionsBoundary!.PermissionsBoundaryArn);
        Assert.Equal([new TagShape { Key = "a", Value = "b" }], role.Tags!);
        Assert.Equal(new RoleLastUsedShape(), role.RoleLastUsed);
    }

    [Fact]
    public async Task Tells_when_the_role_was_last_used_for_four_hundred_days()
    {
        var role = GivenRole("deploy");
        World.Given(new RoleLastUse { Account = Account, RoleId = role.Id, At = World.Now, Region = "eu-west-1" });
        World.Clock.Advance(TimeSpan.FromDays(400));

        var used = (await World.CallAsync(new GetRole(Uses), new() { RoleName = "deploy" })).Role.RoleLastUsed;
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = (await World.CallAsync(new GetRole(Uses), new() { RoleName = "deploy" })).Role.RoleLastUsed;

        Assert.Equal((World.Now - TimeSpan.FromDays(400) - TimeSpan.FromSeconds(1), "eu-west-1"), (used!.LastUsedDate, used.Region));
        Assert.Null(later!.LastUsedDate);
    }

    [Fact]
    public async Task Shows_the_ARN_that_a_trusted_user_has_now()
    {
        await GivenTrustInAsync(GivenUser("alice").Arn.Value);

        await World.CallAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "zoe", NewPath = "/te\"am/" });

        Assert.Equal(TrustIn("arn:aws:iam::111122223333:user/te\\\"am/zoe"), await TrustAsync());
    }

    [Fact]
    public async Task Shows_the_unique_id_of_a_trusted_user_that_was_deleted_even_when_there_is_one_of_its_name_again()
    {
        var alice = GivenUser("alice");
        await GivenTrustInAsync(alice.Arn.Value);
        await World.CallAsync(new DeleteUser(), new() { UserName = "alice" });
        await World.CallAsync(new CreateUser(Quotas), new() { UserName = "alice" });

        Assert.Equal(TrustIn(alice.Id), await TrustAsync());
    }

    [Fact]
    public async Task Shows_a_user_that_was_named_by_its_id_by_its_ARN()
    {
        var alice = GivenUser("alice");

        await GivenTrustInAsync(alice.Id);

        Assert.Equal(TrustIn(alice.Arn.Value), await TrustAsync());
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetRole(Uses), new() { RoleName = "none" })));

    [Theory]
    [InlineData("DEPLOY", "arn:aws:iam::111122223333:role/team/deploy")]
    [InlineData("none", "arn:aws:iam::111122223333:role/none")]
    public async Task Acts_on_the_role_with_its_tags(string name, string resource)
    {
        GivenRole("deploy", "/team/", tags: ("team", "red"));

        var target = await World.TargetAsync(new GetRole(Uses), new() { RoleName = name });

        Assert.Equal(resource, target.Resource.Value);
        Assert.Equal(name == "none" ? [] : ["aws:ResourceTag/team", "iam:ResourceTag/team"], target.Context.Select(key => key.Name));
    }

    private static string TrustIn(string principal)
        => $$$"""{ "Version":"2012-10-17", "Statement":[{"Effect":"Allow", "Principal":{"AWS": ["{{{principal}}}", "444455556666"]}, "Action":"sts:AssumeRole"}] }""";

    private async Task GivenTrustInAsync(string principal)
        => await World.CallAsync(new CreateRole(Quotas), new() { RoleName = "deploy", AssumeRolePolicyDocument = TrustIn(principal) });

    private async Task<string> TrustAsync()
        => Uri.UnescapeDataString((await World.CallAsync(new GetRole(Uses), new() { RoleName = "deploy" })).Role.AssumeRolePolicyDocument!);
}
