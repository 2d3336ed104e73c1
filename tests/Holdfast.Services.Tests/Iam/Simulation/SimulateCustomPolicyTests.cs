using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Simulation;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Simulation;

public sealed class SimulateCustomPolicyTests : IamTests
{
    private const string Key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /// <summary>From the AWS CLI's reference, with the positions that its answer has.</summary>
    private const string FromTheReference = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}""";

    private static readonly string ReadBucket = PolicyFor("Allow", "s3:GetObject", "arn:aws:s3:::bucket/*");

    [Fact]
    public async Task Answers_the_example_of_the_reference_as_the_service_does()
    {
        var result = await OneAsync(new() { PolicyInputList = [FromTheReference], ActionNames = ["dynamodb:CreateBackup"] });

        Assert.Equal(
            new()
            {
                EvalActionName = "dynamodb:CreateBackup",
                EvalResourceName = "*",
                EvalDecision = "allowed",
                MatchedStatements = [Statement("PolicyInputList.1", (1, 38), (1, 167))],
                MissingContextValues = [],
            },
            result);
    }

    [Theory]
    [InlineData("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"*\",\n      \"Resource\": \"*\"\n    }\n  ]\n}", 3, 17, 8, 6)]
    [InlineData("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}", 1, 41, 1, 92)]
    public async Task Points_at_statements_as_the_service_does(string policy, int startLine, int startColumn, int endLine, int endColumn)
        => Assert.Equal(
            [Statement("PolicyInputList.1", (startLine, startColumn), (endLine, endColumn))],
            (await OneAsync(new() { PolicyInputList = [policy], ActionNames = ["s3:GetObject"] })).MatchedStatements!);

    [Fact]
    public async Task Names_every_statement_that_denies_and_none_that_allows()
    {
        var result = await OneAsync(new()
        {
            PolicyInputList = [ReadBucket, PolicyFor("Deny", "s3:*", "*"), PolicyFor("Deny", "*", "*")],
            ActionNames = ["s3:GetObject"],
            ResourceArns = ["arn:aws:s3:::bucket/key"],
        });

        Assert.Equal("explicitDeny", result.EvalDecision);
        Assert.Equal(["PolicyInputList.2", "PolicyInputList.3"], result.MatchedStatements!.Select(statement => statement.SourcePolicyId));
    }

    [Fact]
    public async Task Answers_each_action_on_each_resource()
    {
        var response = await World.CallAsync(new SimulateCustomPolicy(), new()
        {
            PolicyInputList = [ReadBucket],
            ActionNames = ["s3:GetObject", "s3:PutObject"],
            ResourceArns = ["arn:aws:s3:::bucket/key", "arn:aws:s3:::other/key"],
        });

        Assert.Equal(
            [
                "s3:GetObject arn:aws:s3:::bucket/key allowed", "s3:GetObject arn:aws:s3:::other/key implicitDeny",
                "s3:PutObject arn:aws:s3:::bucket/key implicitDeny", "s3:PutObject arn:aws:s3:::other/key implicitDeny",
            ],
            response.EvaluationResults!.Select(result => $"{result.EvalActionName} {result.EvalResourceName} {result.EvalDecision}"));
        var specific = Assert.Single(response.EvaluationResults![0].ResourceSpecificResults!);
        Assert.Equal("arn:aws:s3:::bucket/key", specific.EvalResourceName);
        Assert.Equal("allowed", specific.EvalResourceDecision);
        Assert.Single(specific.MatchedStatements!);
        Assert.Empty(response.EvaluationResults![0].EvalDecisionDetails!);
        Assert.False(response.IsTruncated);
    }

    [Fact]
    public async Task Gives_results_page_by_page()
    {
        var request = new SimulateCustomPolicyRequest { PolicyInputList = [ReadBucket], ActionNames = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], MaxItems = 2 };

        var first = await World.CallAsync(new SimulateCustomPolicy(), request);
        var second = await World.CallAsync(new SimulateCustomPolicy(), request with { Marker = first.Marker });

        Assert.True(first.IsTruncated);
        Assert.Equal(["s3:GetObject", "s3:PutObject"], first.EvaluationResults!.Select(result => result.EvalActionName));
        Assert.False(second.IsTruncated);
        Assert.Equal(["s3:DeleteObject"], second.EvaluationResults!.Select(result => result.EvalActionName));
    }

    [Fact]
    public async Task Says_which_context_keys_were_wanted_and_missing()
    {
        var policy = PolicyFor("Allow", "s3:GetObject", "*", """,{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}""");

        var all = await OneAsync(new() { PolicyInputList = [policy], ActionNames = ["s3:GetObject"] });
        var one = await OneAsync(new() { PolicyInputList = [policy], ActionNames = ["s3:GetObject"], ResourceArns = ["arn:aws:s3:::bucket/key"] });

        Assert.Equal("implicitDeny", all.EvalDecision);
        Assert.Equal(["aws:PrincipalTag/team", "aws:ResourceTag/team"], all.MissingContextValues!);
        Assert.Null(all.ResourceSpecificResults);
        Assert.Empty(one.MissingContextValues!);
        Assert.Equal(["aws:PrincipalTag/team", "aws:ResourceTag/team"], one.ResourceSpecificResults![0].MissingContextValues!);
    }

    [Theory]
    [InlineData("string", "StringEquals", "\"red\"", "red")]
    [InlineData("stringList", "ForAnyValue:StringEquals", "\"red\"", "blue", "red")]
    [InlineData("numeric", "NumericLessThan", "\"10\"", "9.5")]
    [InlineData("numericList", "ForAllValues:NumericLessThan", "\"10\"", "1", "2")]
    [InlineData("boolean", "Bool", "\"true\"", "true")]
    [InlineData("ip", "IpAddress", "\"192.0.2.0/24\"", "192.0.2.7")]
    [InlineData("binary", "BinaryEquals", "\"QmluYXJ5\"", "QmluYXJ5")]
    [InlineData("date", "DateLessThan", "\"2030-01-01T00:00:00Z\"", "2029-12-31T23:59:59Z")]
    public async Task Judges_by_context_entries_of_every_type(string type, string operation, string wanted, params string[] values)
    {
        var policy = PolicyFor("Allow", "s3:GetObject", "*", $$$""",{"{{{operation}}}":{"my:key":{{{wanted}}}}}""");

        var given = await OneAsync(new()
        {
            PolicyInputList = [policy],
            ActionNames = ["s3:GetObject"],
            ContextEntries = [new() { ContextKeyName = "my:key", ContextKeyType = type, ContextKeyValues = values }],
        });
        var missing = await OneAsync(new() { PolicyInputList = [policy], ActionNames = ["s3:GetObject"] });

        Assert.Equal("allowed", given.EvalDecision);
        Assert.Empty(given.MissingContextValues!);
        Assert.Equal(type == "numericList" ? "allowed" : "implicitDeny", missing.EvalDecision);
        Assert.Equal(["my:key"], missing.MissingContextValues!);
    }

    [Fact]
    public async Task Says_whether_the_boundary_allows()
    {
        SimulateCustomPolicyRequest Request(string boundary) => new()
        {
            PolicyInputList = [ReadBucket],
            PermissionsBoundaryPolicyInputList = [boundary],
            ActionNames = ["s3:GetObject"],
            ResourceArns = ["arn:aws:s3:::bucket/key"],
        };

        var within = await OneAsync(Request(PolicyFor("Allow", "s3:*", "*")));
        var beyond = await OneAsync(Request(PolicyFor("Allow", "sqs:*", "*")));
        var denied = await OneAsync(Request(PolicyFor("Deny", "s3:*", "*")));

        Assert.Equal(("allowed", true), (within.EvalDecision, within.PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary));
        Assert.Equal(("implicitDeny", false), (beyond.EvalDecision, beyond.PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary));
        Assert.False(beyond.ResourceSpecificResults![0].PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary);
        Assert.Equal("explicitDeny", denied.EvalDecision);
        Assert.Equal(["PermissionsBoundaryPolicyInputList.1"], denied.MatchedStatements!.Select(statement => statement.SourcePolicyId));
    }

    [Fact]
    public async Task A_resource_policy_of_the_same_account_allows_alone()
    {
        var result = await OneAsync(new()
        {
            PolicyInputList = [PolicyFor("Allow", "sqs:*", "*")],
            ResourcePolicy = BucketPolicyFor("arn:aws:iam::111122223333:user/alice"),
            CallerArn = "arn:aws:iam::111122223333:user/alice",
            ActionNames = ["s3:GetObject"],
            ResourceArns = ["arn:aws:s3:::bucket/key"],
        });

        Assert.Equal("allowed", result.EvalDecision);
        var statement = Assert.Single(result.MatchedStatements!);
        Assert.Equal(("ResourcePolicy", "Resource Policy"), (statement.SourcePolicyId, statement.SourcePolicyType));
        Assert.Empty(result.EvalDecisionDetails!);
    }

    [Theory]
    [InlineData("s3:*", "allowed", "allowed")]
    [InlineData("sqs:*", "implicitDeny", "implicitDeny")]
    public async Task Across_accounts_both_sides_decide_and_are_told(string identityAllows, string decision, string identitySide)
    {
        var result = await OneAsync(new()
        {
            PolicyInputList = [PolicyFor("Allow", identityAllows, "*")],
            ResourcePolicy = BucketPolicyFor("arn:aws:iam::111122223333:user/alice"),
            ResourceOwner = "arn:aws:iam::444455556666:root",
            CallerArn = "arn:aws:iam::111122223333:user/alice",
            ActionNames = ["s3:GetObject"],
            ResourceArns = ["arn:aws:s3:::bucket/key"],
        });

        Assert.Equal(decision, result.EvalDecision);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["IAM Policy"] = identitySide, ["Resource Policy"] = "allowed" },
            result.EvalDecisionDetails);
    }

    [Fact]
    public async Task A_key_is_judged_without_its_policy_when_the_simulation_has_none()
        => Assert.Equal("allowed", (await OneAsync(new() { PolicyInputList = [PolicyFor("Allow", "kms:Decrypt", "*")], ActionNames = ["kms:Decrypt"], ResourceArns = [Key] })).EvalDecision);

    [Fact]
    public async Task RunInstances_is_judged_on_all_resources_of_its_scenario_at_once()
    {
        string[] resources =
        [
            "arn:aws:ec2:us-east-1:111122223333:instance/*", "arn:aws:ec2:us-east-1::image/*",
            "arn:aws:ec2:us-east-1:111122223333:security-group/*", "arn:aws:ec2:us-east-1:111122223333:network-interface/*",
        ];
        var request = new SimulateCustomPolicyRequest
        {
            PolicyInputList = [PolicyFor("Allow", "ec2:*", "arn:aws:ec2:*:*:i*/*")],
            ActionNames = ["ec2:RunInstances"],
            ResourceArns = resources,
            ResourceHandlingOption = "EC2-VPC-InstanceStore",
        };

        var result = await OneAsync(request);

        Assert.Equal("implicitDeny", result.EvalDecision);
        Assert.Equal(["allowed", "allowed", "implicitDeny", "implicitDeny"], result.ResourceSpecificResults!.Select(one => one.EvalResourceDecision));
        Assert.Equal(
            "The resource handling option EC2-VPC-InstanceStore requires a resource of type image.",
            await RefusedAsync<InvalidInputException>(() => OneAsync(request with { ResourceArns = [resources[0]] })));
    }

    [Fact]
    public void An_organization_is_told_when_there_is_one()
    {
        using var transaction = World.Store.Begin(new Store.Cause("simulation", 0));
        var call = World.NewCall(transaction, "simulation");
        var policies = SimulatedPolicy.ReadAll([ReadBucket, PolicyFor("Deny", "s3:*", "*")]);

        var result = Simulator.Run(call, new SimulationInput
        {
            Actions = ["s3:GetObject"],
            Resources = ["arn:aws:s3:::bucket/key"],
            Policies = [policies[0]],
            Boundary = null,
            ResourcePolicy = null,
            ResourceOwner = null,
            Caller = SimulatedCaller.Nobody(call),
            Context = [],
            ServiceControl = [new("r-root", [policies[1].Compiled])],
        }).Items[0];

        Assert.Equal("explicitDeny", result.EvalDecision);
        Assert.False(result.OrganizationsDecisionDetail!.AllowedByOrganizations);
    }

    [Fact]
    public async Task Refuses_what_cannot_be_simulated()
    {
        var request = new SimulateCustomPolicyRequest { PolicyInputList = [ReadBucket], ActionNames = ["s3:GetObject"] };
        Task<string> Refused(SimulateCustomPolicyRequest wrong) => RefusedAsync<InvalidInputException>(() => World.CallAsync(new SimulateCustomPolicy(), wrong));

        Assert.Equal("Syntax errors in policy.", await Refused(request with { PolicyInputList = ["{"] }));
        Assert.Equal("Policy document should not specify a principal.", await Refused(request with { PolicyInputList = [BucketPolicyFor("*")] }));
        Assert.Equal("Invalid action name: s3:*", await Refused(request with { ActionNames = ["s3:*"] }));
        Assert.Equal("Invalid action name: GetObject", await Refused(request with { ActionNames = ["GetObject"] }));
        Assert.Equal("Invalid resource ARN: bucket", await Refused(request with { ResourceArns = ["bucket"] }));
        Assert.Equal("Invalid resource owner: me", await Refused(request with { ResourceOwner = "me" }));
        Assert.Equal("Invalid resource handling option: mine", await Refused(request with { ResourceHandlingOption = "mine" }));
        Assert.Equal("A caller ARN is required when a resource policy is simulated.", await Refused(request with { ResourcePolicy = BucketPolicyFor("*") }));
        Assert.Equal(
            "Invalid Caller ARN: arn:aws:iam::111122223333:role/r. Only the ARN of an IAM user can be specified.",
            await Refused(request with { CallerArn = "arn:aws:iam::111122223333:role/r" }));
        Assert.Equal(
            "Context key my:key has the value soon, which is not of type date.",
            await Refused(request with { ContextEntries = [new() { ContextKeyName = "my:key", ContextKeyType = "date", ContextKeyValues = ["soon"] }] }));
        Assert.Equal(
            "Context key my:key of type string must have exactly one value.",
            await Refused(request with { ContextEntries = [new() { ContextKeyName = "my:key", ContextKeyType = "string", ContextKeyValues = ["a", "b"] }] }));
        Assert.Equal("Only one permissions boundary policy can be simulated at a time.", await Refused(request with { PermissionsBoundaryPolicyInputList = [ReadBucket, ReadBucket] }));
    }

    [Fact]
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal(Arn.Any, (await World.TargetAsync(new SimulateCustomPolicy(), new() { PolicyInputList = [], ActionNames = [] })).Resource);

    internal static string PolicyFor(string effect, string action, string resource, string condition = "")
        => $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{{effect}}}","Action":"{{{action}}}","Resource":"{{{resource}}}"{{{(condition.Length > 0 ? ",\"Condition\":" + condition[1..] : "")}}}}]}""";

    internal static StatementShape Statement(string id, (int Line, int Column) start, (int Line, int Column) end) => new()
    {
        SourcePolicyId = id,
        SourcePolicyType = "IAM Policy",
        StartPosition = new() { Line = start.Line, Column = start.Column },
        EndPosition = new() { Line = end.Line, Column = end.Column },
    };

    private static string BucketPolicyFor(string principal)
        => $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{principal}}}"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}}""";

    private async Task<EvaluationResultShape> OneAsync(SimulateCustomPolicyRequest request)
        => Assert.Single((await World.CallAsync(new SimulateCustomPolicy(), request)).EvaluationResults!);
}
