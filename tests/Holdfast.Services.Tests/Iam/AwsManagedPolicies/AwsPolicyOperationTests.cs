using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.AwsManagedPolicies;

/// <summary>What the operations on policies tell of those that AWS manages, and that they change none.</summary>
public sealed class AwsPolicyOperationTests : IamTests
{
    private const string PowerUser = "arn:aws:iam::aws:policy/PowerUserAccess";

    [Fact]
    public async Task Tells_its_facts_without_a_description()
    {
        var policy = (await World.CallAsync(new GetPolicy(), new() { PolicyArn = PowerUser })).Policy!;

        Assert.Equal(("PowerUserAccess", "/", PowerUser, true), (policy.PolicyName, policy.Path, policy.Arn, policy.IsAttachable));
        Assert.Equal(AwsPolicies.Find("/", "PowerUserAccess")!.Id, policy.PolicyId);
        Assert.Equal(new DateTimeOffset(2015, 2, 6, 18, 39, 47, TimeSpan.Zero), policy.CreateDate);
        Assert.Null(policy.Description);
        Assert.Empty(policy.Tags!);
    }

    [Fact]
    public async Task Has_the_ARN_of_the_partition_of_the_call()
    {
        var policy = (await World.CallAsync(
            new GetPolicy(), new() { PolicyArn = "arn:aws-cn:iam::aws:policy/PowerUserAccess" }, region: new Region("cn-north-1"))).Policy!;

        Assert.Equal("arn:aws-cn:iam::aws:policy/PowerUserAccess", policy.Arn);
    }

    [Fact]
    public async Task Gives_the_document_of_its_version_in_force()
    {
        var policy = (await World.CallAsync(new GetPolicy(), new() { PolicyArn = PowerUser })).Policy!;

        var listed = Assert.Single((await World.CallAsync(new ListPolicyVersions(), new() { PolicyArn = PowerUser })).Versions!);
        var version = (await World.CallAsync(
            new GetPolicyVersion(), new() { PolicyArn = PowerUser, VersionId = policy.DefaultVersionId! })).PolicyVersion!;

        Assert.Equal((policy.DefaultVersionId, true, policy.UpdateDate), (listed.VersionId, listed.IsDefaultVersion, listed.CreateDate));
        Assert.Equal((policy.DefaultVersionId, true), (version.VersionId, version.IsDefaultVersion));
        using var document = JsonDocument.Parse(Uri.UnescapeDataString(version.Document!));
        Assert.Equal("2012-10-17", document.RootElement.GetProperty("Version").GetString());
    }

    [Fact]
    public async Task Knows_no_other_version()
        => Assert.Equal(
            $"Policy {PowerUser} version v4711 does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new GetPolicyVersion(), new() { PolicyArn = PowerUser, VersionId = "v4711" })));

    [Fact]
    public async Task Has_no_tags() => Assert.Empty((await World.CallAsync(new ListPolicyTags(), new() { PolicyArn = PowerUser })).Tags);

    [Theory]
    [InlineData("iam:CreatePolicyVersion")]
    [InlineData("iam:DeletePolicyVersion")]
    [InlineData("iam:SetDefaultPolicyVersion")]
    [InlineData("iam:DeletePolicy")]
    [InlineData("iam:TagPolicy")]
    [InlineData("iam:UntagPolicy")]
    public async Task Nobody_may_change_it(string action)
    {
        Func<Task> call = action switch
        {
            "iam:CreatePolicyVersion" => () => World.CallAsync(
                new CreatePolicyVersion(Quotas), new() { PolicyArn = PowerUser, PolicyDocument = Document }),
            "iam:DeletePolicyVersion" => () => World.CallAsync(new DeletePolicyVersion(), new() { PolicyArn = PowerUser, VersionId = "v1" }),
            "iam:SetDefaultPolicyVersion" => () => World.CallAsync(
                new SetDefaultPolicyVersion(), new() { PolicyArn = PowerUser, VersionId = "v1" }),
            "iam:DeletePolicy" => () => World.CallAsync(new DeletePolicy(), new() { PolicyArn = PowerUser }),
            "iam:TagPolicy" => () => World.CallAsync(
                new TagPolicy(), new() { PolicyArn = PowerUser, Tags = [new() { Key = "team", Value = "red" }] }),
            _ => () => World.CallAsync(new UntagPolicy(), new() { PolicyArn = PowerUser, TagKeys = ["team"] }),
        };

        Assert.Equal(
            $"User: arn:aws:iam::{Account}:root is not authorized to perform: {action} on resource: policy {PowerUser} because no resource-based policy allows the {action} action",
            await RefusedAsync<CommonException>(call));
    }
}
