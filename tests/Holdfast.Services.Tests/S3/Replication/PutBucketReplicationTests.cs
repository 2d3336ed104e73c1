using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Replication;

namespace Holdfast.Services.Tests.S3.Replication;

public sealed class PutBucketReplicationTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_rules_with_an_id_for_each()
    {
        await GivenBothAsync();

        await PutAsync(Sample);

        var rule = Assert.Single(ConfigurationTypes.Replication.Open(Assert.Single(await World.ListAsync<BucketConfiguration>(""))).Rules);
        Assert.NotNull(rule.ID);
        Assert.Equal("arn:aws:s3:::copies", rule.Destination.Bucket);
    }

    [Fact]
    public async Task Refuses_buckets_that_keep_no_versions()
    {
        await GivenBucketAsync();
        Assert.Equal(
            "Versioning must be 'Enabled' on the bucket to apply a replication configuration", (await RefusedAsync("InvalidRequest", () => PutAsync(Sample))).Message);
        await ChangeBucketAsync(Bucket, bucket => bucket with { Versioning = BucketVersioningStatus.Enabled });
        Assert.Equal("Destination bucket must exist.", (await RefusedAsync("InvalidRequest", () => PutAsync(Sample))).Message);
        await GivenBucketAsync("copies");
        Assert.Equal("Destination bucket must have versioning enabled.", (await RefusedAsync("InvalidRequest", () => PutAsync(Sample))).Message);
    }

    [Fact]
    public async Task Refuses_what_cannot_be()
    {
        await GivenBothAsync();
        var rule = Sample.Rules[0];

        await RefusedAsync("MalformedXML", () => PutAsync(Sample with { Rules = [] }));
        await RefusedAsync("MalformedXML", () => PutAsync(Sample with { Rules = [rule with { Status = "Perhaps" }] }));
        await RefusedAsync("MalformedXML", () => PutAsync(Sample with { Rules = [rule with { Prefix = "a" }] }));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample with { Role = "copier" }));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample with { Rules = [rule with { ID = "a" }, rule with { ID = "a", Priority = 2 }] }));
        Assert.StartsWith("Priority must be", (await RefusedAsync("InvalidRequest", () => PutAsync(Sample with { Rules = [rule with { Priority = null }] }))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "DeleteMarkerReplication must", (await RefusedAsync("InvalidRequest", () => PutAsync(Sample with { Rules = [rule with { DeleteMarkerReplication = null }] }))).Message, StringComparison.Ordinal);
        Assert.Equal("Found duplicate priority 1 in rules.", (await RefusedAsync("InvalidRequest", () => PutAsync(Sample with { Rules = [rule, rule] }))).Message);
        await RefusedAsync("InvalidRequest", () => PutAsync(Sample with { Rules = [rule with { Destination = new() { Bucket = "arn:aws:s3:::evidence" } }] }));
        await RefusedAsync("InvalidRequest", () => PutAsync(Sample with
        {
            Rules = [rule with { Filter = new() { Tag = new() { Key = "k", Value = "v" } }, DeleteMarkerReplication = new() { Status = "Enabled" } }],
        }));
    }

    [Fact]
    public async Task Asks_whether_the_role_may_be_passed()
    {
        await GivenBothAsync();

        var target = await World.TargetAsync(new PutBucketReplication(), new() { Bucket = Bucket, ReplicationConfiguration = Sample });

        Assert.Equal(("iam:PassRole", Sample.Role), (Assert.Single(target.Also).Action, target.Also[0].Resource.Value));
    }

    internal static ReplicationConfigurationShape Sample { get; } = new()
    {
        Role = "arn:aws:iam::111122223333:role/copier",
        Rules =
        [
            new()
            {
                Status = ReplicationRuleStatus.Enabled,
                Priority = 1,
                Filter = new() { Prefix = "" },
                DeleteMarkerReplication = new() { Status = DeleteMarkerReplicationStatus.Disabled },
                Destination = new() { Bucket = "arn:aws:s3:::copies" },
            },
        ],
    };

    private async Task GivenBothAsync()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await GivenBucketAsync("copies", versioning: BucketVersioningStatus.Enabled);
    }

    private Task PutAsync(ReplicationConfigurationShape configuration)
        => World.CallAsync(new PutBucketReplication(), new() { Bucket = Bucket, ReplicationConfiguration = configuration });
}
