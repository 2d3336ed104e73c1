using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class DeleteInstanceProfileTests : IamTests
{
    [Fact]
    public async Task Deletes_one_that_contains_no_role()
    {
        var profile = GivenInstanceProfile("web");

        await DeleteAsync();

        Assert.Null(await World.FindAsync<InstanceProfile>(profile.Key));
    }

    [Fact]
    public async Task Refuses_one_that_contains_a_role()
    {
        GivenInstanceProfile("web", role: GivenRole("deploy"));

        Assert.Equal("Cannot delete entity, must remove roles from instance profile first.", await RefusedAsync<DeleteConflictException>(DeleteAsync));
    }

    [Fact]
    public async Task Refuses_an_unknown_one()
        => Assert.Equal("Instance Profile WEB cannot be found.", await RefusedAsync<NoSuchEntityException>(DeleteAsync));

    private Task DeleteAsync() => World.CallAsync(new DeleteInstanceProfile(), new() { InstanceProfileName = "WEB" });
}
