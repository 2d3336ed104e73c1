using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.ServiceLinkedRoles;

namespace Holdfast.Services.Tests.Iam.ServiceLinkedRoles;

public sealed class CreateServiceLinkedRoleTests : IamTests
{
    private CreateServiceLinkedRole CreateServiceLinkedRole => new(Quotas);

    [Fact]
    public async Task Makes_the_role_of_the_service_with_its_policy()
    {
        var response = await NewAsync("ecs.amazonaws.com", description: "ours");

        var role = response.Role!;
        Assert.Equal("arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", role.Arn);
        Assert.Matches("^AROA[A-Z2-7]{17}$", role.RoleId);
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"}]}""",
            Uri.UnescapeDataString(role.AssumeRolePolicyDocument!));
        var kept = (await World.FindAsync<Role>(Role.KeyOf(Account, "awsserviceroleforecs")))!;
        Assert.Equal(("ecs.amazonaws.com", "ours", 3600), (kept.LinkedService, kept.Description, kept.MaxSessionSeconds));
        var attached = await World.CallAsync(new ListAttachedRolePolicies(), new() { RoleName = "AWSServiceRoleForECS" });
        Assert.Equal(
            ["arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy"], attached.AttachedPolicies!.Select(policy => policy.PolicyArn));
    }

    [Fact]
    public async Task Makes_several_for_a_service_that_allows_suffixes()
    {
        await NewAsync("autoscaling.amazonaws.com");
        var second = await NewAsync("autoscaling.amazonaws.com", suffix: "blue");

        Assert.Equal("AWSServiceRoleForAutoScaling_blue", second.Role!.RoleName);
    }

    [Fact]
    public async Task Refuses_a_suffix_for_a_service_that_does_not_allow_one()
        => Assert.Equal(
            "Custom suffix is not allowed for es.amazonaws.com",
            await RefusedAsync<InvalidInputException>(() => NewAsync("es.amazonaws.com", suffix: "blue")));

    [Theory]
    [InlineData(null, "AWSServiceRoleForAutoScaling")]
    [InlineData("blue", "AWSServiceRoleForAutoScaling_blue")]
    public async Task Refuses_a_second_one_of_the_name(string? suffix, string name)
    {
        await NewAsync("autoscaling.amazonaws.com", suffix);

        Assert.Equal(
            $"Service role name {name} has been taken in this account, please try a different suffix.",
            await RefusedAsync<InvalidInputException>(() => NewAsync("autoscaling.amazonaws.com", suffix)));
    }

    [Theory]
    [InlineData("nothing.amazonaws.com")]
    [InlineData("ECS.amazonaws.com")]
    public async Task Refuses_a_service_that_has_no_such_role(string service)
        => Assert.Equal($"Invalid service name: {service}", await RefusedAsync<InvalidInputException>(() => NewAsync(service)));

    [Fact]
    public async Task Refuses_one_role_more_than_the_quota()
    {
        GivenRole("deploy");

        Assert.Equal(
            "Cannot exceed quota for RolesPerAccount: 1",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new CreateServiceLinkedRole(Quotas with { RolesPerAccount = 1 }), new() { AWSServiceName = "ecs.amazonaws.com" })));
    }

    [Theory]
    [InlineData("autoscaling.amazonaws.com", "blue", "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_blue")]
    [InlineData("nothing.amazonaws.com", null, "nothing.amazonaws.com/AWSServiceRoleFor*")]
    public async Task Acts_on_the_role_to_be_with_the_service(string service, string? suffix, string resource)
    {
        var target = await World.TargetAsync(CreateServiceLinkedRole, new() { AWSServiceName = service, CustomSuffix = suffix });

        Assert.Equal($"arn:aws:iam::111122223333:role/aws-service-role/{resource}", target.Resource.Value);
        Assert.Equal(("iam:AWSServiceName", service), (target.Context[0].Name, target.Context[0].Values[0]));
    }

    private Task<CreateServiceLinkedRoleResponse> NewAsync(string service, string? suffix = null, string? description = null)
        => World.CallAsync(CreateServiceLinkedRole, new() { AWSServiceName = service, CustomSuffix = suffix, Description = description });
}
