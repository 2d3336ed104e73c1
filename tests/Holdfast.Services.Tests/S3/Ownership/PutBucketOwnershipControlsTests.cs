using Holdfast.Services.S3;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Ownership;

namespace Holdfast.Services.Tests.S3.Ownership;

public sealed class PutBucketOwnershipControlsTests : S3Tests
{
    [Fact]
    public async Task Sets_who_owns_what_others_write()
    {
        await GivenBucketAsync();

        await PutAsync(ObjectOwnership.ObjectWriter);

        Assert.Equal(ObjectOwnership.ObjectWriter, (await BucketAsync()).Ownership);
    }

    [Fact]
    public async Task Refuses_rules_that_there_are_not_and_more_than_one()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync("Everybody"));
        await RefusedAsync("MalformedXML", () => PutAsync(ObjectOwnership.ObjectWriter, ObjectOwnership.BucketOwnerPreferred));
    }

    [Fact]
    public async Task Does_not_turn_lists_off_that_grant_to_others()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = ObjectOwnership.ObjectWriter, Acl = [new(AclPolicy.LogDelivery, Permission.WRITE)] });

        var error = await RefusedAsync("InvalidBucketAclWithObjectOwnership", () => PutAsync(ObjectOwnership.BucketOwnerEnforced));

        Assert.Equal("Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting", error.Message);
        await ChangeBucketAsync(Bucket, bucket => bucket with { Acl = [new(Kernel.Ids.CanonicalUserId.Of(bucket.Account), Permission.FullControl)] });
        await PutAsync(ObjectOwnership.BucketOwnerEnforced);
    }

    private Task PutAsync(params string[] ownerships) => World.CallAsync(
        new PutBucketOwnershipControls(),
        new() { Bucket = Bucket, OwnershipControls = new() { Rules = [.. ownerships.Select(ownership => new OwnershipControlsRuleShape { ObjectOwnership = ownership })] } });
}
