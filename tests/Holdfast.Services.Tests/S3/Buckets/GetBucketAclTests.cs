using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class GetBucketAclTests : S3Tests
{
    [Fact]
    public async Task Gives_the_owner_all_where_nobody_said_more()
    {
        await GivenBucketAsync();

        var response = await World.CallAsync(new GetBucketAcl(), new() { Bucket = Bucket });

        var grant = Assert.Single(response.Grants!);
        Assert.Equal((response.Owner!.ID, "FULL_CONTROL", "CanonicalUser"), (grant.Grantee!.ID, grant.Permission, grant.Grantee.Type));
    }
}
