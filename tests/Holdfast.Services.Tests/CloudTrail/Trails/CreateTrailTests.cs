using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Services.Tests.Kms;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Trails;

public sealed class CreateTrailTests : TrailTests
{
    [Fact]
    public async Task Keeps_and_answers_how_the_trail_is_set_and_does_not_log_yet()
    {
        await GivenBucketAsync(prefix: "ours/");

        var response = await CreateAsync(new()
        {
            Name = Name,
            S3BucketName = Bucket,
            S3KeyPrefix = "ours",
            SnsTopicName = "told",
            IsMultiRegionTrail = true,
            EnableLogFileValidation = true,
            TagsList = [new() { Key = "team", Value = "red" }],
        });

        Assert.Equal(
            new CreateTrailResponse
            {
                Name = Name,
                S3BucketName = Bucket,
                S3KeyPrefix = "ours",
                SnsTopicName = "told",
                SnsTopicARN = "arn:aws:sns:us-east-1:111122223333:told",
                IncludeGlobalServiceEvents = true,
                IsMultiRegionTrail = true,
                TrailARN = ArnOf(),
                LogFileValidationEnabled = true,
                IsOrganizationTrail = false,
            },
            response);
        Assert.Equal("red", (await TrailAsync())!.Tags["team"]);
        Assert.False((await StatusAsync()).IsLogging);
    }

    [Fact]
    public async Task Writes_the_folders_into_the_bucket_as_CloudTrail()
    {
        await GivenTrailAsync(request => request with { EnableLogFileValidation = true });

        Assert.NotNull(await World.FindAsync<Services.S3.Objects.CurrentObject>($"{Bucket}/AWSLogs/{World.Account}/CloudTrail/"));
        Assert.NotNull(await World.FindAsync<Services.S3.Objects.CurrentObject>($"{Bucket}/AWSLogs/{World.Account}/CloudTrail-Digest/"));
    }

    [Theory]
    [InlineData("ab", "Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 characters.")]
    [InlineData("-abc", "Trail name must starts with a letter or number.")]
    [InlineData("abc.", "Trail name must ends with a letter or number.")]
    [InlineData("a b c", "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).")]
    public async Task Refuses_a_name_that_can_be_none(string name, string message)
    {
        var error = await RefusedAsync("InvalidTrailNameException", () => CreateAsync(new() { Name = name, S3BucketName = Bucket }));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_too_long()
    {
        var error = await RefusedAsync("InvalidTrailNameException", () => CreateAsync(new() { Name = new('a', 129), S3BucketName = Bucket }));

        Assert.Equal("Trail name too long. Maximum allowed length: 128 characters. Specified name length: 129 characters.", error.Message);
    }

    [Fact]
    public async Task Refuses_a_bucket_that_is_not_there()
    {
        var error = await RefusedAsync("S3BucketDoesNotExistException", () => CreateAsync(new() { Name = Name, S3BucketName = "nowhere" }));

        Assert.Equal("S3 bucket nowhere does not exist!", error.Message);
    }

    [Theory]
    [InlineData("s3:GetBucketAcl", "s3:GetObject")]
    [InlineData("s3:PutObject", "s3:GetObject")]
    [InlineData("trail/audit", "trail/another")]
    [InlineData("cloudtrail.amazonaws.com", "config.amazonaws.com")]
    public async Task Refuses_a_bucket_whose_policy_does_not_let_CloudTrail_in(string word, string wrong)
    {
        await GivenBucketAsync();
        await SetPolicyAsync(Bucket, PolicyOf(Bucket).Replace(word, wrong, StringComparison.Ordinal));

        var error = await RefusedAsync("InsufficientS3BucketPolicyException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket }));

        Assert.Equal("Incorrect S3 bucket policy is detected for bucket: evidence", error.Message);
    }

    [Fact]
    public async Task Refuses_a_prefix_that_the_bucket_policy_does_not_have()
    {
        await GivenBucketAsync();

        await RefusedAsync("InsufficientS3BucketPolicyException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket, S3KeyPrefix = "ours" }));
    }

    [Fact]
    public async Task Refuses_a_sixth_trail_in_a_region()
    {
        await GivenTrailsAsync(5);

        var error = await RefusedAsync("MaximumNumberOfTrailsExceededException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket }));

        Assert.Equal("User: 111122223333 already has 5 trails in us-east-1.", error.Message);
    }

    [Fact]
    public async Task Refuses_a_trail_of_all_regions_when_one_of_them_is_full()
    {
        await GivenTrailsAsync(5, Elsewhere.Value);

        var error = await RefusedAsync(
            "MaximumNumberOfTrailsExceededException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket, IsMultiRegionTrail = true }));

        Assert.Equal("User: 111122223333 already has 5 trails in eu-west-1.", error.Message);
    }

    [Fact]
    public async Task Refuses_a_name_that_a_trail_has()
    {
        await GivenTrailAsync();

        var error = await RefusedAsync("TrailAlreadyExistsException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket }));

        Assert.Equal("Trail audit already exists for customer: 111122223333", error.Message);
    }

    public static TheoryData<string, string> Faults() => new()
    {
        { "global", "InvalidParameterCombinationException" },
        { "prefix", "InvalidS3PrefixException" },
        { "bucket", "InvalidS3BucketNameException" },
        { "topic", "InvalidSnsTopicNameException" },
        { "group", "InvalidCloudWatchLogsLogGroupArnException" },
        { "role", "InvalidCloudWatchLogsRoleArnException" },
        { "noRole", "InvalidCloudWatchLogsRoleArnException" },
        { "noGroup", "InvalidCloudWatchLogsLogGroupArnException" },
        { "organization", "OrganizationsNotInUseException" },
        { "tag", "InvalidTagParameterException" },
        { "tags", "TagsLimitExceededException" },
        { "key", "KmsKeyNotFoundException" },
        { "alias", "KmsKeyNotFoundException" },
        { "keyOfAnother", "InsufficientEncryptionPolicyException" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Refuses_settings_that_cannot_be(string fault, string code)
    {
        await GivenBucketAsync();
        var request = new CreateTrailRequest { Name = Name, S3BucketName = Bucket };
        const string Group = "arn:aws:logs:us-east-1:111122223333:log-group:audit:*";
        request = fault switch
        {
            "global" => request with { IsMultiRegionTrail = true, IncludeGlobalServiceEvents = false },
            "prefix" => request with { S3KeyPrefix = new('a', 201) },
            "bucket" => request with { S3BucketName = "ab" },
            "topic" => request with { SnsTopicName = "a topic" },
            "group" => request with { CloudWatchLogsLogGroupArn = "arn:aws:logs:us-east-1:111122223333:stream", CloudWatchLogsRoleArn = "arn:aws:iam::111122223333:role/logs" },
            "role" => request with { CloudWatchLogsLogGroupArn = Group, CloudWatchLogsRoleArn = "arn:aws:iam::111122223333:role/logs" },
            "noRole" => request with { CloudWatchLogsLogGroupArn = Group },
            "noGroup" => request with { CloudWatchLogsRoleArn = "arn:aws:iam::111122223333:role/logs" },
            "organization" => request with { IsOrganizationTrail = true },
            "tag" => request with { TagsList = [new() { Key = "a" }, new() { Key = "a" }] },
            "alias" => request with { KmsKeyId = "alias/nowhere" },
            "keyOfAnother" => request with { KmsKeyId = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
            "tags" => request with { TagsList = [.. Enumerable.Range(0, 51).Select(static number => new TagShape { Key = $"k{number}" })] },
            _ => request with { KmsKeyId = "1234abcd-12ab-34cd-56ef-1234567890ab" },
        };

        await RefusedAsync(code, () => CreateAsync(request));
    }

    [Fact]
    public async Task Refuses_a_key_whose_policy_does_not_let_CloudTrail_in()
    {
        await GivenBucketAsync();
        SampleKey.In(World);

        var error = await RefusedAsync("InsufficientEncryptionPolicyException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket, KmsKeyId = SampleKey.Id }));

        Assert.Equal($"Insufficient permissions to access S3 bucket {Bucket} or KMS key {SampleKey.Id}.", error.Message);
    }

    [Theory]
    [InlineData(Services.Kms.KeyState.Disabled, "is disabled.")]
    [InlineData(Services.Kms.KeyState.PendingDeletion, "is pending deletion.")]
    public async Task Refuses_a_key_that_cannot_be_used(string state, string words)
    {
        await GivenBucketAsync();
        World.Given(SampleKey.Sample with { State = state, CreationDate = World.Now });

        var error = await RefusedAsync("KmsException", () => CreateAsync(new() { Name = Name, S3BucketName = Bucket, KmsKeyId = SampleKey.Id }));

        Assert.EndsWith(words, error.Message, StringComparison.Ordinal);
    }

    private Task<CreateTrailResponse> CreateAsync(CreateTrailRequest request) => World.CallAsync(new CreateTrail(Settings, Options), request);

    private async Task GivenTrailsAsync(int count, string region = "us-east-1")
    {
        await GivenBucketAsync();
        for (var number = 0; number < count; number++)
        {
            World.Given(new Trail
            {
                Account = World.Account,
                HomeRegion = region,
                Name = $"trail{number}",
                Bucket = Bucket,
                IncludesGlobalEvents = true,
                IsMultiRegion = false,
                Validates = false,
            });
        }
    }
}
