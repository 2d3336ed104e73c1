using Holdfast.Kernel.Ports;
using Holdfast.Services.S3;
using Holdfast.Services.S3.ObjectLocks;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.ObjectLocks;

public sealed class PutObjectRetentionTests : S3Tests
{
    private readonly ChosenPermissions _refusing = new(static _ => true);

    [Fact]
    public async Task Retains_a_version_that_was_not()
    {
        await GivenObjectAsync(null);

        await SetAsync("GOVERNANCE", 5);

        var stored = await StoredAsync();
        Assert.Equal(("GOVERNANCE", World.Now.AddDays(5)), (stored.LockMode, stored.LockedUntil!.Value));
        Assert.Equal("NoSuchBucket", (await RefusedAsync("NoSuchBucket", () => World.CallAsync(new PutObjectRetention(Permissions), new() { Bucket = "nowhere", Key = "k" }))).Code);
    }

    [Theory]
    [InlineData("GOVERNANCE", "GOVERNANCE", 10)]
    [InlineData("GOVERNANCE", "GOVERNANCE", 11)]
    [InlineData("COMPLIANCE", "COMPLIANCE", 10)]
    [InlineData("COMPLIANCE", "COMPLIANCE", 11)]
    public async Task Lets_everybody_lengthen_a_retention(string mode, string wanted, int days)
    {
        await GivenObjectAsync(mode);

        await SetAsync(wanted, days, permissions: _refusing);

        Assert.Equal(World.Now.AddDays(days), (await StoredAsync()).LockedUntil);
        Assert.Empty(_refusing.Asked);
    }

    [Theory]
    [InlineData("GOVERNANCE", "GOVERNANCE", 9)]
    [InlineData("GOVERNANCE", "COMPLIANCE", 10)]
    [InlineData("GOVERNANCE", null, 0)]
    [InlineData("COMPLIANCE", "COMPLIANCE", 9)]
    [InlineData("COMPLIANCE", "GOVERNANCE", 20)]
    [InlineData("COMPLIANCE", null, 0)]
    public async Task Loosens_none_but_governance_and_only_by_bypass(string mode, string? wanted, int days)
    {
        await GivenObjectAsync(mode);

        var error = await RefusedAsync("AccessDenied", () => SetAsync(wanted, days));
        await RefusedAsync("AccessDenied", () => SetAsync(wanted, days, bypasses: true, permissions: _refusing));

        Assert.Equal("Access Denied because object protected by object lock.", error.Message);
        if (mode == "COMPLIANCE")
        {
            await RefusedAsync("AccessDenied", () => SetAsync(wanted, days, bypasses: true));
            Assert.Empty(_refusing.Asked);
        }
        else
        {
            Assert.Equal([$"s3:BypassGovernanceRetention arn:aws:s3:::{Bucket}/k"], _refusing.Asked);
            await SetAsync(wanted, days, bypasses: true);
            Assert.Equal(wanted, (await StoredAsync()).LockMode);
        }
    }

    [Fact]
    public async Task Changes_a_retention_that_has_run_out_as_it_likes()
    {
        await GivenObjectAsync("COMPLIANCE");
        await World.AdvanceAsync(TimeSpan.FromDays(11));

        await SetAsync("GOVERNANCE", 1, permissions: _refusing);

        Assert.Equal("GOVERNANCE", (await StoredAsync()).LockMode);
    }

    [Fact]
    public async Task Refuses_what_makes_no_sense()
    {
        await GivenObjectAsync(null);

        var past = await RefusedAsync("InvalidArgument", () => SetAsync("GOVERNANCE", -1));
        await RefusedAsync("InvalidArgument", () => SetAsync("GOVERNANCE", 0));
        await RefusedAsync("MalformedXML", () => SetAsync("governance", 1));
        await RefusedAsync("MalformedXML", () => SetAsync("GOVERNANCE", null));
        await RefusedAsync("MalformedXML", () => SetAsync(null, 1));
        await ChangeBucketAsync(Bucket, bucket => bucket with { Lock = null });
        var missing = await RefusedAsync("InvalidRequest", () => SetAsync("GOVERNANCE", 1));

        Assert.Equal("The retain until date must be in the future!", past.Message);
        Assert.Equal("Bucket is missing Object Lock Configuration", missing.Message);
    }

    [Fact]
    public async Task Tells_the_judge_what_is_asked_for()
    {
        await GivenObjectAsync(null);

        var target = await World.TargetAsync(new PutObjectRetention(Permissions), Request("COMPLIANCE", 5, bypasses: false));

        Assert.Equal(
            ["s3:object-lock-mode COMPLIANCE", "s3:object-lock-retain-until-date 2030-01-06T00:00:00Z", "s3:object-lock-remaining-retention-days 5"],
            target.Context.Select(key => $"{key.Name} {key.Values[0]}"));
    }

    private async Task GivenObjectAsync(string? mode)
    {
        await GivenBucketAsync(isLocked: true);
        await PutAsync("k", "text");
        if (mode is not null)
        {
            await SetAsync(mode, 10);
        }
    }

    private async Task<StoredObject> StoredAsync() => (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "k")))!.Object;

    // Without a mode, zero days are no date.
    private PutObjectRetentionRequest Request(string? mode, int? days, bool bypasses) => new()
    {
        Bucket = Bucket,
        Key = "k",
        BypassGovernanceRetention = bypasses,
        Retention = new() { Mode = mode, RetainUntilDate = days is null || (mode is null && days == 0) ? null : World.Now.AddDays(days.Value) },
    };

    private Task<PutObjectRetentionResponse> SetAsync(string? mode, int? days, bool bypasses = false, IPermissions? permissions = null)
        => World.CallAsync(new PutObjectRetention(permissions ?? Permissions), Request(mode, days, bypasses));
}
