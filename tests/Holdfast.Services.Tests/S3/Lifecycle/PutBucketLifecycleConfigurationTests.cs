using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Lifecycle;

namespace Holdfast.Services.Tests.S3.Lifecycle;

public sealed class PutBucketLifecycleConfigurationTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_rules_with_an_id_for_each_and_says_from_which_size_objects_move()
    {
        await GivenBucketAsync();

        var response = await PutAsync(Sample with { ID = null });

        var kept = Assert.Single(await World.ListAsync<BucketConfiguration>(""));
        Assert.NotNull(Assert.Single(ConfigurationTypes.Lifecycle.Open(kept).Rules).ID);
        Assert.Equal("all_storage_classes_128K", kept.Qualifier);
        Assert.Equal("all_storage_classes_128K", response.TransitionDefaultMinimumObjectSize);
    }

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "status", "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema" },
        { "prefix and filter", "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema" },
        { "two parts", "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema" },
        { "nothing", "InvalidRequest", "At least one action needs to be specified in a rule" },
        { "zero days", "InvalidArgument", "'Days' for Expiration action must be a positive integer" },
        { "noon", "InvalidArgument", "'Date' must be at midnight GMT" },
        { "soon", "InvalidArgument", "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'" },
        { "class", "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema" },
        { "twice", "InvalidRequest", "'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '(prefix=logs/)'" },
        { "order", "InvalidArgument", "'Days' in the Expiration action for filter '(prefix=logs/)' must be greater than 'Days' in the Transition action" },
        { "noncurrent", "InvalidArgument", "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer" },
        { "noncurrent soon", "InvalidArgument", "'NoncurrentDays' in NoncurrentVersionTransition action must be greater than or equal to 30 for storageClass 'ONEZONE_IA'" },
        { "no newer", "InvalidArgument", "'NewerNoncurrentVersions' must be between 1 and 100" },
        { "too many newer", "InvalidArgument", "'NewerNoncurrentVersions' must be between 1 and 100" },
        { "newer without filter", "InvalidRequest", "NewerNoncurrentVersions can only be specified in a rule with a Filter" },
        { "date and days", "InvalidRequest", "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for filter '(prefix=logs/)'" },
        { "expiration by date", "InvalidRequest", "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '(prefix=logs/)'" },
        { "abort", "InvalidArgument", "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer" },
        { "abort by tag", "InvalidRequest", "AbortIncompleteMultipartUpload cannot be specified with Tags." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Refuses_what_cannot_be(string what, string code, string message)
    {
        await GivenBucketAsync();

        Assert.Equal(message, (await RefusedAsync(code, () => PutAsync(RuleOf(what)))).Message);
    }

    [Fact]
    public async Task Refuses_ids_twice_or_too_long_no_rule_and_too_many()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => PutAsync(Sample, Sample));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample with { ID = new string('i', 256) }));
        await RefusedAsync("MalformedXML", () => PutAsync());
        await RefusedAsync("MalformedXML", () => PutAsync([.. Enumerable.Range(0, 1001).Select(i => Sample with { ID = $"{i}" })]));
        await RefusedAsync("InvalidRequest", () => World.CallAsync(
            new PutBucketLifecycleConfiguration(), new() { Bucket = Bucket, LifecycleConfiguration = new() { Rules = [Sample] }, TransitionDefaultMinimumObjectSize = "1" }));
    }

    internal static LifecycleRuleShape Sample { get; } = new()
    {
        ID = "one",
        Status = ExpirationStatus.Enabled,
        Filter = new() { Prefix = "logs/" },
        Transitions = [new() { Days = 30, StorageClass = TransitionStorageClass.StandardIa }],
        Expiration = new() { Days = 365 },
    };

    private static DateTimeOffset Midnight => new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static LifecycleRuleShape Newer(LifecycleRuleShape rule, int versions)
        => rule with { NoncurrentVersionExpiration = new() { NoncurrentDays = 1, NewerNoncurrentVersions = versions } };

    private static LifecycleRuleShape RuleOf(string what)
    {
        var bare = Sample with { Transitions = null, Expiration = null };
        var tagged = bare with { Filter = new() { Tag = new() { Key = "k", Value = "v" } } };
        return what switch
        {
            "status" => Sample with { Status = "Perhaps" },
            "prefix and filter" => Sample with { Prefix = "a" },
            "two parts" => Sample with { Filter = new() { Prefix = "a", ObjectSizeLessThan = 5 } },
            "nothing" => bare,
            "zero days" => bare with { Expiration = new() { Days = 0 } },
            "noon" => bare with { Expiration = new() { Date = new(2031, 1, 1, 12, 0, 0, TimeSpan.Zero) } },
            "soon" => bare with { Transitions = [new() { Days = 29, StorageClass = "STANDARD_IA" }] },
            "class" => bare with { Transitions = [new() { Days = 30, StorageClass = "ICE" }] },
            "twice" => bare with { Transitions = [new() { Days = 30, StorageClass = "GLACIER" }, new() { Days = 60, StorageClass = "GLACIER" }] },
            "order" => Sample with { Expiration = new() { Days = 30 } },
            "noncurrent" => bare with { NoncurrentVersionExpiration = new() { NoncurrentDays = 0 } },
            "noncurrent soon" => bare with { NoncurrentVersionTransitions = [new() { NoncurrentDays = 29, StorageClass = "ONEZONE_IA" }] },
            "no newer" => Newer(bare, 0),
            "too many newer" => Newer(bare, 101),
            "newer without filter" => Newer(bare, 1) with { Filter = null, Prefix = "logs/" },
            "date and days" => bare with { Transitions = [new() { Days = 90, StorageClass = "GLACIER" }, new() { Date = Midnight, StorageClass = "DEEP_ARCHIVE" }] },
            "expiration by date" => Sample with { Expiration = new() { Date = Midnight } },
            "abort" => bare with { AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 0 } },
            _ => tagged with { AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 1 } },
        };
    }

    private Task<PutBucketLifecycleConfigurationResponse> PutAsync(params LifecycleRuleShape[] rules)
        => World.CallAsync(new PutBucketLifecycleConfiguration(), new() { Bucket = Bucket, LifecycleConfiguration = new() { Rules = rules } });
}
