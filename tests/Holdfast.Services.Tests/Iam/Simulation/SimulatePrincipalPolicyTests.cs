using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Simulation;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Simulation;

public sealed class SimulatePrincipalPolicyTests : IamTests
{
    private const string ReadAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    [Fact]
    public async Task Judges_by_inline_and_attached_policies_of_the_user_and_its_groups_and_names_them()
    {
        var user = GivenUser("alice");
        var group = GivenGroup("admins");
        GivenMember(group, user);
        GivenInline(user.Id, "reading", ReadAll);
        GivenInline(group.Id, "listing", ReadAll);
        GivenAttached(GivenPolicy("Audit", document: ReadAll), user.Id);

        var result = await OneAsync(new() { PolicySourceArn = user.Arn.Value, ActionNames = ["s3:GetObject"], PolicyInputList = [ReadAll] });

        Assert.Equal("allowed", result.EvalDecision);
        Assert.Equal(
            ["user_alice_reading", "Audit", "group_admins_listing", "PolicyInputList.1"],
            result.MatchedStatements!.Select(statement => statement.SourcePolicyId));
        Assert.All(result.MatchedStatements!, statement => Assert.Equal("IAM Policy", statement.SourcePolicyType));
    }

    [Fact]
    public async Task The_boundary_of_the_user_holds_unless_the_request_brings_another()
    {
        var user = GivenUser("alice");
        GivenInline(user.Id, "reading", ReadAll);
        await GivenBoundaryAsync(GivenPolicy("limits", document: OtherDocument), user);
        var request = new SimulatePrincipalPolicyRequest { PolicySourceArn = user.Arn.Value, ActionNames = ["s3:GetObject"] };

        var own = await OneAsync(request);
        var other = await OneAsync(request with { PermissionsBoundaryPolicyInputList = [ReadAll] });

        Assert.Equal(("explicitDeny", false), (own.EvalDecision, own.PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary));
        Assert.Equal(["limits"], own.MatchedStatements!.Select(statement => statement.SourcePolicyId));
        Assert.Equal(("allowed", true), (other.EvalDecision, other.PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary));
    }

    [Fact]
    public async Task What_is_known_of_the_user_is_in_the_context()
    {
        var user = GivenUser("alice", "/team/", ("team", "red"));
        GivenInline(user.Id, "own", SimulateCustomPolicyTests.PolicyFor(
            "Allow", "s3:GetObject", "arn:aws:s3:::home/${aws:username}/${aws:PrincipalTag/team}/${aws:userid}"));

        var result = await OneAsync(new()
        {
            PolicySourceArn = user.Arn.Value,
            ActionNames = ["s3:GetObject"],
            ResourceArns = [$"arn:aws:s3:::home/alice/red/{user.Id}"],
        });

        Assert.Equal("allowed", result.EvalDecision);
    }

    [Fact]
    public async Task The_policies_of_a_group_are_judged_without_a_user()
    {
        var group = GivenGroup("admins");
        GivenInline(group.Id, "listing", ReadAll);

        var result = await OneAsync(new() { PolicySourceArn = group.Arn.Value, ActionNames = ["s3:GetObject"] });

        Assert.Equal("allowed", result.EvalDecision);
    }

    [Fact]
    public async Task The_policies_and_the_boundary_of_a_role_are_judged_as_for_one_of_its_sessions()
    {
        var role = await GivenBoundaryAsync(GivenPolicy("limits", document: ReadAll), GivenRole("deploy", "/team/", tags: ("team", "red")));
        GivenInline(role.Id, "own", SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "arn:aws:s3:::home/${aws:PrincipalTag/team}/${aws:PrincipalType}"));
        GivenAttached(GivenPolicy("Audit", document: ReadAll), role.Id);
        var request = new SimulatePrincipalPolicyRequest
        {
            PolicySourceArn = role.Arn.Value,
            ActionNames = ["s3:GetObject"],
            ResourceArns = ["arn:aws:s3:::home/red/AssumedRole"],
        };

        var reading = await OneAsync(request);
        var writing = await OneAsync(request with { ActionNames = ["s3:PutObject"] });

        Assert.Equal("allowed", reading.EvalDecision);
        Assert.Equal(["role_deploy_own", "Audit"], reading.MatchedStatements!.Select(statement => statement.SourcePolicyId));
        Assert.Equal(("implicitDeny", false), (writing.EvalDecision, writing.PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:group/admins")]
    [InlineData("arn:aws:iam::111122223333:role/deploy")]
    public async Task A_resource_policy_needs_a_caller_who_is_a_user(string source)
    {
        GivenGroup("admins");
        GivenRole("deploy");
        var request = new SimulatePrincipalPolicyRequest
        {
            PolicySourceArn = source,
            ActionNames = ["sqs:SendMessage"],
            ResourceArns = ["arn:aws:sqs:us-east-1:111122223333:queue"],
            ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sqs:*","Resource":"*"}}""",
        };

        var message = await RefusedAsync<InvalidInputException>(() => OneAsync(request));
        var result = await OneAsync(request with { CallerArn = "arn:aws:iam::111122223333:user/alice" });

        Assert.Equal("A caller ARN is required when a resource policy is simulated.", message);
        Assert.Equal("allowed", result.EvalDecision);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/nobody", "The user with name nobody cannot be found.")]
    [InlineData("arn:aws:iam::111122223333:group/nobody", "The group with name nobody cannot be found.")]
    [InlineData("arn:aws:iam::111122223333:role/nobody", "The role with name nobody cannot be found.")]
    public async Task Refuses_an_entity_that_is_not_there(string arn, string message)
        => Assert.Equal(message, await RefusedAsync<NoSuchEntityException>(() => OneAsync(new() { PolicySourceArn = arn, ActionNames = ["s3:GetObject"] })));

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/admin/night")]
    [InlineData("arn:aws:iam::111122223333:root")]
    [InlineData("arn:aws:iam::444455556666:user/alice")]
    public async Task Refuses_what_is_no_entity_of_the_account(string arn)
        => Assert.Equal(
            $"Invalid Entity Arn: {arn} does not clearly define entity type and name.",
            await RefusedAsync<InvalidInputException>(() => OneAsync(new() { PolicySourceArn = arn, ActionNames = ["s3:GetObject"] })));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/alice")]
    [InlineData("arn:aws:iam::111122223333:role/deploy")]
    public async Task Acts_on_the_entity_with_its_tags(string source)
    {
        GivenUser("alice", tags: ("team", "red"));
        GivenRole("deploy", tags: ("team", "red"));

        var target = await World.TargetAsync(new SimulatePrincipalPolicy(), new() { PolicySourceArn = source, ActionNames = [] });

        Assert.Equal(new Arn(source), target.Resource);
        Assert.Equal(["aws:ResourceTag/team", "iam:ResourceTag/team"], target.Context.Select(key => key.Name));
    }

    private async Task<EvaluationResultShape> OneAsync(SimulatePrincipalPolicyRequest request)
        => Assert.Single((await World.CallAsync(new SimulatePrincipalPolicy(), request)).EvaluationResults!);
}
