using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.Tests.CloudTrail.Trails;

public sealed class UpdateTrailTests : TrailTests
{
    [Fact]
    public async Task Refuses_a_key_that_is_not_there()
    {
        await GivenTrailAsync();

        var error = await RefusedAsync(
            "KmsKeyNotFoundException",
            () => World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = Name, KmsKeyId = "1234abcd-12ab-34cd-56ef-1234567890ab" }));

        Assert.Equal("KMS key 1234abcd-12ab-34cd-56ef-1234567890ab does not exist.", error.Message);
    }

    [Fact]
    public async Task Changes_what_is_named_and_leaves_the_rest()
    {
        var before = await GivenTrailAsync(request => request with { SnsTopicName = "told" });
        await GivenBucketAsync("other");

        var response = await UpdateAsync(new() { Name = Name, S3BucketName = "other", IsMultiRegionTrail = true });

        Assert.Equal(before with { Bucket = "other", IsMultiRegion = true, Tags = (await TrailAsync())!.Tags }, await TrailAsync());
        Assert.Equal(("other", true, "told"), (response.S3BucketName, response.IsMultiRegionTrail, response.SnsTopicName));
    }

    [Fact]
    public async Task Takes_away_what_is_named_by_an_empty_text()
    {
        await GivenTrailAsync(request => request with { SnsTopicName = "told" });

        await UpdateAsync(new() { Name = Name, SnsTopicName = "", S3KeyPrefix = "", KmsKeyId = "" });

        Assert.Null((await TrailAsync())!.TopicArn);
    }

    [Fact]
    public async Task Takes_the_ARN_too()
    {
        await GivenTrailAsync();

        await UpdateAsync(new() { Name = ArnOf(), EnableLogFileValidation = true });

        Assert.True((await TrailAsync())!.Validates);
    }

    [Fact]
    public async Task Refuses_a_bucket_that_does_not_let_CloudTrail_in()
    {
        await GivenTrailAsync();
        await GivenBucketAsync("other");
        await SetPolicyAsync("other", null);

        await RefusedAsync("InsufficientS3BucketPolicyException", () => UpdateAsync(new() { Name = Name, S3BucketName = "other" }));
        await RefusedAsync("S3BucketDoesNotExistException", () => UpdateAsync(new() { Name = Name, S3BucketName = "nowhere" }));
    }

    [Theory]
    [InlineData("another", "TrailNotFoundException")]
    [InlineData("a b", "InvalidTrailNameException")]
    [InlineData("arn:aws:s3:::evidence", "CloudTrailARNInvalidException")]
    public async Task Refuses_a_trail_that_is_not_there(string name, string code)
    {
        await GivenTrailAsync();

        await RefusedAsync(code, () => UpdateAsync(new() { Name = name }));
    }

    [Fact]
    public async Task Refuses_to_change_a_trail_away_from_its_home()
    {
        await GivenTrailAsync(request => request with { IsMultiRegionTrail = true });

        await RefusedAsync("InvalidHomeRegionException", () => World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = Name }, region: Elsewhere));
        await RefusedAsync("InvalidHomeRegionException", () => World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = ArnOf() }, region: Elsewhere));
    }

    [Fact]
    public async Task Refuses_all_regions_without_global_events()
    {
        await GivenTrailAsync(request => request with { IncludeGlobalServiceEvents = false });

        var error = await RefusedAsync("InvalidParameterCombinationException", () => UpdateAsync(new() { Name = Name, IsMultiRegionTrail = true }));

        Assert.Equal("Multi-Region trail must include global service events.", error.Message);
    }

    private Task<UpdateTrailResponse> UpdateAsync(UpdateTrailRequest request) => World.CallAsync(new UpdateTrail(Settings, Options), request);
}
