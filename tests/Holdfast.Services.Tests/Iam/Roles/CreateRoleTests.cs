using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class CreateRoleTests : IamTests
{
    private CreateRole CreateRole => new(Quotas);

    [Fact]
    public async Task Keeps_and_returns_what_was_asked_for()
    {
        World.Clock.Advance(TimeSpan.FromMilliseconds(1700));

        var response = await World.CallAsync(
            CreateRole,
            new()
            {
                RoleName = "Deploy",
                Path = "/team/",
                AssumeRolePolicyDocument = Trust,
                Description = "ships",
                MaxSessionDuration = 7200,
                Tags = [new() { Key = "a", Value = "" }],
            });

        var role = response.Role;
        Assert.Equal("Deploy", role.RoleName);
        Assert.Equal("arn:aws:iam::111122223333:role/team/Deploy", role.Arn);
        Assert.Matches("^AROA[A-Z2-7]{17}$", role.RoleId);
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 1, TimeSpan.Zero), role.CreateDate);
        Assert.Equal(Trust, Uri.UnescapeDataString(role.AssumeRolePolicyDocument!));
        Assert.Equal([new TagShape { Key = "a", Value = "" }], role.Tags!);
        var kept = (await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!;
        Assert.Equal(("Deploy", "/team/", "ships", 7200, role.RoleId), (kept.Name, kept.Path, kept.Description, kept.MaxSessionSeconds, kept.Id));
    }

    [Fact]
    public async Task Makes_a_role_of_an_hour_at_the_root_when_nothing_else_is_said()
    {
        var response = await World.CallAsync(CreateRole, new() { RoleName = "deploy", AssumeRolePolicyDocument = Trust, Description = "" });

        Assert.Equal("/", response.Role.Path);
        Assert.Null(response.Role.Tags);
        var kept = (await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!;
        Assert.Equal((3600, null, null), (kept.MaxSessionSeconds, kept.Description, kept.BoundaryArn));
        Assert.False(kept.IsServiceLinked);
    }

    [Fact]
    public async Task Refuses_a_name_that_differs_by_case_alone()
    {
        GivenRole("deploy");

        Assert.Equal("Role with name DEPLOY already exists.", await RefusedAsync<EntityAlreadyExistsException>(() => NewAsync("DEPLOY")));
    }

    [Fact]
    public async Task Refuses_one_role_more_than_the_quota()
    {
        GivenRole("one");
        GivenRole("two");

        Assert.Equal(
            "Cannot exceed quota for RolesPerAccount: 2",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new CreateRole(Quotas with { RolesPerAccount = 2 }), new() { RoleName = "three", AssumeRolePolicyDocument = Trust })));
    }

    [Fact]
    public async Task Refuses_the_path_of_roles_that_are_linked_to_services()
        => Assert.Equal(
            "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(
                CreateRole, new() { RoleName = "deploy", Path = "/aws-service-role/ecs.amazonaws.com/", AssumeRolePolicyDocument = Trust })));

    [Fact]
    public async Task Refuses_a_trust_policy_that_is_too_long_and_does_not_count_white_space()
    {
        var filled = Trust.Replace("\"Action\"", $"\"Condition\":{{\"StringEquals\":{{\"aws:a\":\"{new string('x', 2048)}\"}}}},\"Action\"", StringComparison.Ordinal);

        Assert.Equal("Cannot exceed quota for ACLSizePerRole: 2048", await RefusedAsync<LimitExceededException>(() => NewAsync("long", filled)));
        await NewAsync("wide", Trust + new string(' ', 4000));
    }

    [Theory]
    [InlineData("{", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""", "Missing required field Principal")]
    [InlineData(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole","Resource":"*"}}""",
        "Has prohibited field Resource")]
    [InlineData(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"s3:GetObject"}}""",
        "AssumeRole policy may only specify STS AssumeRole actions.")]
    public async Task Refuses_what_is_not_a_trust_policy(string document, string message)
        => Assert.Equal(message, await RefusedAsync<MalformedPolicyDocumentException>(() => NewAsync("deploy", document)));

    [Theory]
    [InlineData("AWS", "arn:aws:iam::111122223333:user/nobody")]
    [InlineData("AWS", "arn:aws:iam::111122223333:user/alice")]
    [InlineData("AWS", "arn:aws:iam::111122223333:role/nobody")]
    [InlineData("AWS", "arn:aws:iam::444455556666:user/team/alice")]
    [InlineData("AWS", "arn:aws:sts::111122223333:assumed-role/nobody/night")]
    [InlineData("AWS", "AIDACKCEVSQ6C2EXAMPLE")]
    [InlineData("AWS", "alice")]
    [InlineData("Service", "amazonaws.com")]
    [InlineData("Service", "ec2.example.com")]
    [InlineData("Federated", "idp.example.com")]
    public async Task Refuses_a_principal_that_does_not_exist(string key, string value)
    {
        GivenUser("alice", "/team/");

        Assert.Equal(
            $"Invalid principal in policy: \"{key.ToUpperInvariant()}\":\"{value}\"",
            await RefusedAsync<MalformedPolicyDocumentException>(() => NewAsync("deploy", TrustIn(key, value))));
    }

    [Theory]
    [InlineData("AWS", "*")]
    [InlineData("AWS", "444455556666")]
    [InlineData("AWS", "arn:aws:iam::444455556666:root")]
    [InlineData("AWS", "arn:aws:sts::111122223333:federated-user/bob")]
    [InlineData("Service", "states.eu-west-1.amazonaws.com")]
    [InlineData("Federated", "accounts.google.com")]
    [InlineData("Federated", "arn:aws:iam::111122223333:saml-provider/corp")]
    public async Task Takes_principals_that_are_no_users_or_roles_by_their_form(string key, string value)
    {
        await NewAsync("deploy", TrustIn(key, value));

        var kept = (await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!;
        Assert.Empty(kept.Trust.Principals);
    }

    [Fact]
    public async Task Remembers_the_ids_of_the_users_and_roles_that_are_trusted()
    {
        var alice = GivenUser("alice", "/team/");
        var build = GivenRole("build", "/ci/");
        var trust = $$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":["{{alice.Arn}}","{{build.Arn}}"]},"Action":"sts:AssumeRole"},
              {"Effect":"Allow","Principal":{"AWS":["{{alice.Arn}}","arn:aws:sts::{{Account}}:assumed-role/build/night"]},"Action":"sts:TagSession"}]}
            """;

        await NewAsync("deploy", trust);

        var kept = (await World.FindAsync<Role>(Role.KeyOf(Account, "deploy")))!;
        Assert.Equal([alice.Id, build.Id, build.Id], kept.Trust.Principals.Select(principal => principal.Id));
    }

    [Fact]
    public async Task Takes_a_boundary_and_counts_it_as_a_use_of_the_policy()
    {
        var policy = GivenPolicy("limit");

        var response = await World.CallAsync(
            CreateRole, new() { RoleName = "deploy", AssumeRolePolicyDocument = Trust, PermissionsBoundary = policy.Arn.Value });

        Assert.Equal(policy.Arn.Value, response.Role.PermissionsBoundary!.PermissionsBoundaryArn);
        var shown = await World.CallAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });
        Assert.Equal((0, 1), (shown.Policy!.AttachmentCount, shown.Policy.PermissionsBoundaryUsageCount));
    }

    [Fact]
    public async Task Refuses_a_boundary_that_does_not_exist()
        => Assert.Equal(
            "Scope ARN: arn:aws:iam::111122223333:policy/none does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                CreateRole,
                new() { RoleName = "deploy", AssumeRolePolicyDocument = Trust, PermissionsBoundary = "arn:aws:iam::111122223333:policy/none" })));

    [Fact]
    public async Task Refuses_tags_whose_keys_differ_by_case_alone()
        => Assert.Equal(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(
                CreateRole,
                new() { RoleName = "deploy", AssumeRolePolicyDocument = Trust, Tags = [new() { Key = "Team", Value = "1" }, new() { Key = "team", Value = "2" }] })));

    [Fact]
    public async Task Acts_on_the_role_to_be_with_the_boundary_and_the_tags_of_the_request()
    {
        var target = await World.TargetAsync(
            CreateRole,
            new()
            {
                RoleName = "deploy",
                Path = "/team/",
                AssumeRolePolicyDocument = Trust,
                PermissionsBoundary = "arn:aws:iam::111122223333:policy/limit",
                Tags = [new() { Key = "team", Value = "red" }],
            });

        Assert.Equal("arn:aws:iam::111122223333:role/team/deploy", target.Resource.Value);
        Assert.Equal(
            ["aws:RequestTag/team=red", "aws:TagKeys=team", "iam:PermissionsBoundary=arn:aws:iam::111122223333:policy/limit"],
            target.Context.Select(key => $"{key.Name}={string.Join(',', key.Values)}"));
    }

    [Fact]
    public async Task Runs_again_after_a_conflict_and_makes_one_role()
    {
        World.Store.ConflictCommit(1);

        await NewAsync("deploy");

        Assert.Single(World.Changes);
    }

    private static string TrustIn(string key, string value)
        => $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"{{{key}}}":"{{{value}}}"},"Action":"sts:AssumeRole"}}""";

    private Task<CreateRoleResponse> NewAsync(string name, string trust = Trust)
        => World.CallAsync(CreateRole, new() { RoleName = name, AssumeRolePolicyDocument = trust });
}
