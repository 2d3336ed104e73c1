using Holdfast.Services.S3;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Logging;

namespace Holdfast.Services.Tests.S3.Logging;

public sealed class PutBucketLoggingTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_target_and_forgets_it_when_there_is_none()
    {
        await GivenBucketAsync();
        await GivenBucketAsync("logs");

        await PutAsync(Sample);
        Assert.Equal(Sample, ConfigurationTypes.Logging.Open(Assert.Single(await World.ListAsync<BucketConfiguration>(""))));
        await PutAsync(null);
        Assert.Empty(await World.ListAsync<BucketConfiguration>(""));
    }

    [Fact]
    public async Task Refuses_a_target_that_is_not_there_or_of_another_account_or_paid_by_requesters()
    {
        await GivenBucketAsync();
        Assert.Equal("The target bucket for logging does not exist", (await RefusedAsync("InvalidTargetBucketForLogging", () => PutAsync(Sample))).Message);
        await GivenBucketAsync("theirs", account: new("444455556666"));
        Assert.Equal(
            "The owner for the bucket to be logged and the target bucket must be the same.",
            (await RefusedAsync("InvalidTargetBucketForLogging", () => PutAsync(Sample with { TargetBucket = "theirs" }))).Message);
        await GivenBucketAsync("logs");
        await ChangeBucketAsync("logs", bucket => bucket with { RequesterPays = true });
        await RefusedAsync("InvalidTargetBucketForLogging", () => PutAsync(Sample));
    }

    [Fact]
    public async Task Refuses_a_target_in_another_region()
    {
        await GivenBucketAsync();
        await World.CallAsync(new CreateBucket(Quotas), new() { Bucket = "logs", CreateBucketConfiguration = new() { LocationConstraint = "eu-west-1" } });

        var error = await RefusedAsync("CrossLocationLoggingProhibited", () => PutAsync(Sample));

        Assert.Equal(403, error.Status);
    }

    [Fact]
    public async Task Refuses_grants_where_the_owner_of_the_target_owns_all_and_grants_of_what_there_is_not()
    {
        await GivenBucketAsync();
        await GivenBucketAsync("logs");
        var wanted = Sample with { TargetGrants = [new() { Grantee = AclShapes.GranteeOf(AclPolicy.AllUsers), Permission = BucketLogsPermission.READ }] };
        await RefusedAsync("AccessControlListNotSupported", () => PutAsync(wanted));

        await ChangeBucketAsync("logs", bucket => bucket with { Ownership = ObjectOwnership.ObjectWriter });

        await PutAsync(wanted);
        await RefusedAsync("MalformedXML", () => PutAsync(wanted with { TargetGrants = [wanted.TargetGrants![0] with { Permission = "READ_ACP" }] }));
        await RefusedAsync("MalformedXML", () => PutAsync(Sample with { TargetObjectKeyFormat = new() { SimplePrefix = new(), PartitionedPrefix = new() } }));
    }

    internal static LoggingEnabledShape Sample { get; } = new() { TargetBucket = "logs", TargetPrefix = "evidence/" };

    private Task PutAsync(LoggingEnabledShape? logging) => World.CallAsync(new PutBucketLogging(), new() { Bucket = Bucket, BucketLoggingStatus = new() { LoggingEnabled = logging } });
}
