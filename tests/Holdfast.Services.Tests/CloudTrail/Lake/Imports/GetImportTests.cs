using Holdfast.Services.CloudTrail;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Imports;

public sealed class GetImportTests : ImportTests
{
    [Fact]
    public async Task Tells_what_is_imported_where_and_how_far_it_is()
    {
        var store = await GivenSourceAsync();
        var id = await StartAsync(store, request => request with { StartEventTime = World.Now.AddDays(-1), EndEventTime = World.Now });

        var found = await GetAsync(id);

        Assert.Equal((id, StoreArnOf(store), ImportStatus.INITIALIZING, World.Now), (found.ImportId, Assert.Single(found.Destinations!), found.ImportStatus, found.UpdatedTimestamp));
        Assert.Equal((World.Now.AddDays(-1), World.Now, RoleArn), (found.StartEventTime, found.EndEventTime, found.ImportSource!.S3.S3BucketAccessRoleArn));
        Assert.Equal(0, found.ImportStatistics!.PrefixesFound);
    }

    [Fact]
    public Task Refuses_an_import_that_is_not_there() => RefusedAsync("ImportNotFoundException", () => GetAsync("ee54f255-e080-4483-aa72-b1ef9fafb58e"));
}
