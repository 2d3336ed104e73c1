using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;
using Holdfast.Services.Ec2;
using Holdfast.Services.Iam;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Authorization;

/// <summary>What the judge makes of sessions, services and resource policies, and how it words a refusal.</summary>
public sealed partial class PolicyJudgeTests : IAsyncDisposable
{
    private static readonly OperationModel GetUser = new IamService().Model.FindOperation("GetUser")!;
    private static readonly OperationModel RunInstances = new Ec2Service().Model.FindOperation("RunInstances")!;

    // The one object that reading an address from its text makes.
    private const int AddressBytes = 48;

    private readonly World _world = new();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/admin"}}""", true)]
    [InlineData("""{"ArnEquals":{"aws:PrincipalArn":"arn:aws:sts::111122223333:assumed-role/admin/night"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:userid":"AROACKCEVSQ6C2EXAMPLE:night"}}""", true)]
    [InlineData("""{"Null":{"aws:username":"false"}}""", false)]
    [InlineData("""{"DateEquals":{"aws:TokenIssueTime":"2029-12-31T23:00:00Z"}}""", true)]
    [InlineData("""{"DateGreaterThan":{"aws:TokenIssueTime":"2029-12-31T23:30:00Z"}}""", false)]
    [InlineData("""{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""", true)]
    [InlineData("""{"NumericLessThanEquals":{"aws:MultiFactorAuthAge":"600"}}""", true)]
    [InlineData("""{"NumericLessThan":{"aws:MultiFactorAuthAge":"600"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:SourceIdentity":"bob"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:FederatedProvider":"arn:aws:iam::111122223333:saml-provider/corp"}}""", true)]
    [InlineData("""{"Bool":{"aws:AssumedRoot":"true"}}""", false)]
    public void The_keys_of_a_session_have_their_values(string condition, bool isAllowed)
        => Assert.Equal(isAllowed, FindRefusal(GetUser, Session(), Allow(condition)) is null);

    [Fact]
    public void A_session_without_mfa_says_so()
        => Assert.Null(FindRefusal(
            GetUser,
            Session() with { Session = Session().Session! with { MfaAuthenticatedAt = null } },
            Allow("""{"Bool":{"aws:MultiFactorAuthPresent":"false"},"Null":{"aws:MultiFactorAuthAge":"true"}}""")));

    [Fact]
    public void A_session_policy_limits_and_grants_nothing()
    {
        var all = Allow();
        var other = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""";

        Assert.Null(FindRefusal(GetUser, Session(), (PolicyPart.Identity, all), (PolicyPart.Session, all)));
        Assert.EndsWith(
            "because no session policy allows the iam:GetUser action",
            FindRefusal(GetUser, Session(), (PolicyPart.Identity, all), (PolicyPart.Session, other)),
            StringComparison.Ordinal);
        Assert.NotNull(FindRefusal(GetUser, Session(), (PolicyPart.Session, all)));
    }

    [Fact]
    public void A_service_is_known_by_its_principal()
    {
        var service = new Caller
        {
            Kind = CallerKind.Service,
            Account = World.Account,
            Arn = "cloudtrail.amazonaws.com",
            PrincipalId = "cloudtrail.amazonaws.com",
            ServicePrincipal = "cloudtrail.amazonaws.com",
        };
        var policy = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"*","Resource":"*",
            "Condition":{"Bool":{"aws:PrincipalIsAWSService":"true"},"StringEquals":{"aws:PrincipalServiceName":"cloudtrail.amazonaws.com"},
            "Null":{"aws:PrincipalArn":"true"}}}}
            """;

        Assert.Null(FindRefusal(GetUser, service, new Target(new("arn:aws:iam::111122223333:user/alice")) { ResourcePolicy = policy }));
        Assert.NotNull(FindRefusal(GetUser, service, Target.Any));
    }

    [Fact]
    public void Ec2_appends_the_decision_and_the_message_decodes()
    {
        var refusal = FindRefusal(
            RunInstances,
            World.UserOf(World.Account, "alice"),
            (PolicyPart.Identity, """{"Version":"2012-10-17","Statement":{"Sid":"No","Effect":"Deny","Action":"ec2:*","Resource":"*"}}"""))!;

        Assert.Matches("^User: .* with an explicit deny in an identity-based policy. Encoded authorization failure message: ", refusal);
        using var decision = JsonDocument.Parse(AuthorizationMessage.Decode(_world.Sealer, Encoded().Match(refusal).Groups["message"].Value)!);
        var root = decision.RootElement;
        Assert.False(root.GetProperty("allowed").GetBoolean());
        Assert.True(root.GetProperty("explicitDeny").GetBoolean());
        var statement = Assert.Single(root.GetProperty("matchedStatements").GetProperty("items").EnumerateArray());
        Assert.Equal(("No", "DENY", "p0"), (statement.GetProperty("statementId").GetString(), statement.GetProperty("effect").GetString(), statement.GetProperty("sourcePolicyId").GetString()));
        var context = root.GetProperty("context");
        Assert.Equal("arn:aws:iam::111122223333:user/alice", context.GetProperty("principal").GetProperty("arn").GetString());
        Assert.Equal("ec2:RunInstances", context.GetProperty("action").GetString());
        Assert.Contains(
            context.GetProperty("conditions").GetProperty("items").EnumerateArray(),
            item => item.GetProperty("key").GetString() == "aws:SourceIp"
                && item.GetProperty("values").GetProperty("items")[0].GetProperty("value").GetString() == "192.0.2.1");
    }

    [Fact]
    public void Other_services_append_nothing()
        => Assert.DoesNotContain("Encoded", FindRefusal(GetUser, World.UserOf(World.Account, "alice"))!, StringComparison.Ordinal);

    [Fact]
    public void A_warm_judgement_allocates_nothing_but_the_address()
    {
        const int Calls = 1_000;
        var judge = new PolicyJudge(_world.Sealer);
        using var transaction = _world.Store.Begin(new Cause("judge", 0));
        var call = _world.NewCall(transaction, "judge", caller: Session());
        var grants = judge.Prepare(new Identity
        {
            Caller = call.Caller,
            SealedSecret = "",
            IsActive = true,
            Policies = [new PolicySource(PolicyPart.Identity, "p", Allow("""{"Bool":{"aws:MultiFactorAuthPresent":"true"},"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}"""))],
        });
        var target = new Target(new("arn:aws:iam::111122223333:user/alice")) { Context = [new("aws:ResourceTag/team", "red")] };
        Repeat(Calls);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(Calls);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        Assert.InRange(each, 0, AddressBytes);

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                Assert.Null(judge.FindRefusal(GetUser, target, call, grants));
            }
        }
    }

    private static string Allow(string condition = "{}")
        => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}} }]}""";

    private Caller Session() => new()
    {
        Kind = CallerKind.AssumedRole,
        Account = World.Account,
        Arn = "arn:aws:sts::111122223333:assumed-role/admin/night",
        PrincipalId = "AROACKCEVSQ6C2EXAMPLE:night",
        Session = new()
        {
            IssuedAt = _world.Now - TimeSpan.FromHours(1),
            IssuerArn = "arn:aws:iam::111122223333:role/admin",
            MfaAuthenticatedAt = _world.Now - TimeSpan.FromMinutes(10),
            SourceIdentity = "bob",
            FederatedProvider = "arn:aws:iam::111122223333:saml-provider/corp",
        },
    };

    private string? FindRefusal(OperationModel operation, Caller caller, string policy) => FindRefusal(operation, caller, (PolicyPart.Identity, policy));

    private string? FindRefusal(OperationModel operation, Caller caller, params (PolicyPart Part, string Document)[] policies)
        => FindRefusal(operation, caller, new Target(new("arn:aws:iam::111122223333:user/alice")), policies);

    private string? FindRefusal(OperationModel operation, Caller caller, Target target, params (PolicyPart Part, string Document)[] policies)
    {
        var judge = new PolicyJudge(_world.Sealer);
        using var transaction = _world.Store.Begin(new Cause("judge", 0));
        var grants = judge.Prepare(new Identity
        {
            Caller = caller,
            SealedSecret = "",
            IsActive = true,
            Policies = [.. policies.Select((policy, index) => new PolicySource(policy.Part, $"p{index}", policy.Document))],
        });
        return judge.FindRefusal(operation, target, _world.NewCall(transaction, "judge", caller: caller), grants);
    }

    [GeneratedRegex("message: (?<message>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Encoded();
}
