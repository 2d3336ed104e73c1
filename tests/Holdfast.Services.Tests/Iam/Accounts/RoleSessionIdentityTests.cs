using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class RoleSessionIdentityTests : IamTests
{
    private static readonly DateTimeOffset Issued = new(2029, 12, 31, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Finds_the_role_with_all_policies_that_govern_its_session()
    {
        var limit = GivenPolicy("limit", document: """{"bounds":"role"}""");
        var role = NewRole("deploy", "/team/", tags: [("Team", "red"), ("cost", "7")]) with { BoundaryArn = limit.Arn.Value };
        World.Given(role).Given(limit.UsedBy(role.Id, PolicyUseKind.Boundary));
        GivenInline(role.Id, "own", """{"of":"role"}""");
        GivenAttached(GivenPolicy("attached", document: """{"attached":"role"}"""), role.Id);
        var passed = GivenPolicy("passed", document: """{"passed":"arn"}""");

        var identity = await FindAsync(SessionOf(role) with
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "blue" },
            Policies = ["""{"passed":"first"}""", """{"passed":"second"}"""],
            PolicyArns = [passed.Arn.Value],
        });

        Assert.Equal(
            (CallerKind.AssumedRole, "arn:aws:sts::111122223333:assumed-role/deploy/night", role.Id + ":night", null, "ASIAIOSFODNN7EXAMPLE"),
            (identity!.Caller.Kind, identity.Caller.Arn, identity.Caller.PrincipalId, identity.Caller.UserName, identity.Caller.AccessKeyId));
        Assert.True(identity.IsActive);
        Assert.Equal([("cost", "7"), ("team", "blue")], identity.Caller.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => (tag.Key, tag.Value)));
        Assert.Equal(("arn:aws:iam::111122223333:role/team/deploy", Issued), (identity.Caller.Session!.IssuerArn, identity.Caller.Session.IssuedAt));
        Assert.False(identity.Caller.Session.IsServiceLinked);
        Assert.Equal(
            [
                new PolicySource(PolicyPart.Identity, "own", """{"of":"role"}"""),
                new PolicySource(PolicyPart.Identity, "arn:aws:iam::111122223333:policy/attached", """{"attached":"role"}"""),
                new PolicySource(PolicyPart.Boundary, "arn:aws:iam::111122223333:policy/limit", """{"bounds":"role"}"""),
                new PolicySource(PolicyPart.Session, "session policy 1", """{"passed":"first"}"""),
                new PolicySource(PolicyPart.Session, "session policy 2", """{"passed":"second"}"""),
                new PolicySource(PolicyPart.Session, "arn:aws:iam::111122223333:policy/passed", """{"passed":"arn"}"""),
            ],
            identity.Policies);
    }

    [Fact]
    public async Task Says_that_the_role_is_linked_to_a_service()
    {
        var role = NewRole("AWSServiceRoleForECS", "/aws-service-role/ecs.amazonaws.com/") with { LinkedService = "ecs.amazonaws.com" };
        World.Given(role);

        Assert.True((await FindAsync(SessionOf(role)))!.Caller.Session!.IsServiceLinked);
    }

    [Fact]
    public async Task Knows_no_session_of_a_role_that_was_deleted_even_when_there_is_one_of_its_name_again()
    {
        var role = NewRole("deploy");
        GivenRole("Deploy");

        Assert.Null(await FindAsync(SessionOf(role with { Id = "AROACKCEVSQ6C2EXAMPLE" })));
    }

    [Fact]
    public async Task Allows_nothing_by_a_passed_policy_that_was_deleted()
    {
        var identity = await FindAsync(SessionOf(GivenRole("deploy")) with { PolicyArns = ["arn:aws:iam::111122223333:policy/gone"] });

        var source = Assert.Single(identity!.Policies);
        Assert.Equal((PolicyPart.Session, "arn:aws:iam::111122223333:policy/gone"), (source.Part, source.Name));
        var parsed = Holdfast.Policy.Documents.PolicyDocument.Parse(source.Document, Holdfast.Policy.Documents.PolicyKind.Language);
        Assert.Equal(Holdfast.Policy.Documents.StatementEffect.Deny, Assert.Single(parsed.Document!.Statements).Effect);
    }

    private static Session SessionOf(Role role) => new()
    {
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
        Secret = "secret",
        Kind = CallerKind.AssumedRole,
        Account = Account,
        Arn = $"arn:aws:sts::{Account}:assumed-role/{role.Name}/night",
        PrincipalId = role.Id + ":night",
        IssuerId = role.Id,
        ExpiresAt = Issued.AddHours(2),
        Facts = new() { IssuedAt = Issued, IssuerArn = "arn:aws:iam::111122223333:role/whatever" },
    };

    private async Task<Identity?> FindAsync(Session session)
    {
        using var transaction = World.Store.Begin(new Cause("test", 0));
        return await new IdentitySource().FindAsync(transaction, session, CancellationToken.None);
    }
}
