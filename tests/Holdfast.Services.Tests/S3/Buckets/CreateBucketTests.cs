using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class CreateBucketTests : S3Tests
{
    [Fact]
    public async Task Makes_a_bucket_whose_owner_owns_all_and_that_is_not_public()
    {
        var response = await World.CallAsync(new CreateBucket(Quotas), new() { Bucket = Bucket });

        var bucket = await BucketAsync();
        Assert.Equal(("/evidence", "arn:aws:s3:::evidence"), (response.Location, response.BucketArn));
        Assert.Equal((ObjectOwnership.BucketOwnerEnforced, "us-east-1", World.Now), (bucket.Ownership, bucket.Region, bucket.CreatedAt));
        Assert.Equal(new PublicAccess(true, true, true, true), bucket.PublicAccess);
        Assert.Null(bucket.Acl);
        Assert.Null(bucket.Versioning);
    }

    [Fact]
    public async Task Makes_an_open_bucket_where_the_server_is_told_to()
    {
        await World.CallAsync(new CreateBucket(Quotas with { HasOpenBuckets = true }), new() { Bucket = Bucket, ACL = "public-read" });

        var bucket = await BucketAsync();
        Assert.Equal(ObjectOwnership.ObjectWriter, bucket.Ownership);
        Assert.Equal(["FULL_CONTROL", "READ"], bucket.Acl!.Select(grant => grant.Permission));
        Assert.Null(bucket.PublicAccess);
    }

    [Fact]
    public async Task Takes_tags_ownership_and_a_lock()
    {
        await World.CallAsync(new CreateBucket(Quotas), new()
        {
            Bucket = Bucket,
            ObjectLockEnabledForBucket = true,
            ObjectOwnership = ObjectOwnership.ObjectWriter,
            ACL = "log-delivery-write",
            CreateBucketConfiguration = new() { Tags = [new() { Key = "team", Value = "red" }] },
        });

        var bucket = await BucketAsync();
        Assert.Equal(BucketVersioningStatus.Enabled, bucket.Versioning);
        Assert.NotNull(bucket.Lock);
        Assert.Equal("red", bucket.Tags!["team"]);
        Assert.Equal(3, bucket.Acl!.Count);
    }

    [Theory]
    [InlineData("us-east-1", null, "us-east-1", "/evidence")]
    [InlineData("us-east-1", "eu-central-1", "eu-central-1", "http://evidence.s3.amazonaws.com/")]
    [InlineData("us-east-1", "EU", "eu-west-1", "http://evidence.s3.amazonaws.com/")]
    [InlineData("eu-west-1", "EU", "eu-west-1", "http://evidence.s3.amazonaws.com/")]
    public async Task Puts_it_where_the_constraint_says(string endpoint, string? constraint, string region, string location)
    {
        var response = await CreateAsync(endpoint, constraint);

        Assert.Equal(region, (await BucketAsync()).Region);
        Assert.Equal(location, response.Location);
    }

    [Theory]
    [InlineData("us-east-1", "us-east-1", "InvalidLocationConstraint", "The specified location-constraint is not valid")]
    [InlineData("us-east-1", "atlantis-1", "InvalidLocationConstraint", "The specified location-constraint is not valid")]
    [InlineData("eu-west-1", null, "IllegalLocationConstraintException", "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.")]
    [InlineData("eu-west-1", "us-east-1", "IllegalLocationConstraintException", "The us-east-1 location constraint is incompatible for the region specific endpoint this request was sent to.")]
    [InlineData("eu-west-1", "eu-west-2", "IllegalLocationConstraintException", "The eu-west-2 location constraint is incompatible for the region specific endpoint this request was sent to.")]
    public async Task Refuses_constraints_that_do_not_fit(string endpoint, string? constraint, string code, string message)
        => Assert.Equal(message, (await RefusedAsync(code, () => CreateAsync(endpoint, constraint))).Message);

    [Fact]
    public async Task Answers_in_the_first_region_as_if_it_had_made_what_is_there_and_sets_its_list_back()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = ObjectOwnership.ObjectWriter, Acl = [] });

        await CreateAsync("us-east-1", constraint: null);

        Assert.Null((await BucketAsync()).Acl);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken()
    {
        await CreateAsync("eu-west-1", "eu-west-1");

        await RefusedAsync("BucketAlreadyOwnedByYou", () => CreateAsync("eu-west-1", "eu-west-1"));
        await RefusedAsync("BucketAlreadyOwnedByYou", () => CreateAsync("us-east-1", constraint: null));
        await RefusedAsync("BucketAlreadyExists", () => World.CallAsync(new CreateBucket(Quotas), new() { Bucket = Bucket }, account: new("444455556666")));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Evidence")]
    [InlineData("evi_dence")]
    [InlineData("-evidence")]
    [InlineData("evi..dence")]
    [InlineData("evi.-dence")]
    [InlineData("evi-.dence")]
    [InlineData("192.168.5.4")]
    [InlineData("xn--evidence")]
    [InlineData("evidence-s3alias")]
    [InlineData("evidence-an")]
    public async Task Refuses_names_that_are_none(string name)
        => Assert.Equal("The specified bucket is not valid.", (await RefusedAsync("InvalidBucketName", () => World.CallAsync(new CreateBucket(Quotas), new() { Bucket = name }))).Message);

    [Fact]
    public async Task Keeps_the_names_of_an_account_for_it()
    {
        var name = $"logs-{Testing.World.Account}-us-east-1-an";
        await World.CallAsync(new CreateBucket(Quotas), new() { Bucket = name, BucketNamespace = BucketNamespace.AccountRegional });

        await RefusedAsync("InvalidBucketName", () => World.CallAsync(
            new CreateBucket(Quotas), new() { Bucket = "logs-444455556666-us-east-1-an", BucketNamespace = BucketNamespace.AccountRegional }));
        await RefusedAsync("InvalidBucketName", () => World.CallAsync(
            new CreateBucket(Quotas), new() { Bucket = Bucket, BucketNamespace = BucketNamespace.AccountRegional }));
    }

    [Fact]
    public async Task Refuses_lists_that_a_new_bucket_cannot_have()
    {
        await RefusedAsync("InvalidBucketAclWithObjectOwnership", () => World.CallAsync(new CreateBucket(Quotas), new() { Bucket = Bucket, ACL = "public-read" }));
        await RefusedAsync("InvalidBucketAclWithBlockPublicAccessError", () => World.CallAsync(
            new CreateBucket(Quotas), new() { Bucket = Bucket, ACL = "public-read", ObjectOwnership = ObjectOwnership.ObjectWriter }));
        await World.CallAsync(new CreateBucket(Quotas), new() { Bucket = Bucket, ACL = "private" });
    }

    [Fact]
    public async Task Refuses_more_than_the_account_may_have()
    {
        await GivenBucketAsync();

        await RefusedAsync("TooManyBuckets", () => World.CallAsync(new CreateBucket(new S3Quotas { BucketsPerAccount = 1 }), new() { Bucket = "another" }));
    }

    [Fact]
    public async Task Refuses_directory_buckets()
        => await RefusedAsync("NotImplemented", () => World.CallAsync(
            new CreateBucket(Quotas), new() { Bucket = Bucket, CreateBucketConfiguration = new() { Bucket = new() { Type = BucketType.Directory } } }));

    [Fact]
    public async Task Asks_for_what_else_it_does()
    {
        var target = await World.TargetAsync(new CreateBucket(Quotas), new()
        {
            Bucket = Bucket,
            ACL = "public-read",
            ObjectLockEnabledForBucket = true,
            ObjectOwnership = ObjectOwnership.ObjectWriter,
            CreateBucketConfiguration = new() { Tags = [new() { Key = "team", Value = "red" }] },
        });

        Assert.Equal(
            ["s3:PutBucketAcl", "s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning", "s3:PutBucketOwnershipControls", "s3:TagResource"],
            target.Also.Select(also => also.Action));
    }

    private Task<CreateBucketResponse> CreateAsync(string endpoint, string? constraint) => World.CallAsync(
        new CreateBucket(Quotas),
        new() { Bucket = Bucket, CreateBucketConfiguration = constraint is null ? null : new() { LocationConstraint = constraint } },
        region: new(endpoint));
}
