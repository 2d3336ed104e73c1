using Holdfast.Kernel.Ids;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class PutBucketAclTests : S3Tests
{
    private static readonly string Owner = CanonicalUserId.Of(World.Account);
    private static readonly string Other = CanonicalUserId.Of(new("444455556666"));

    [Theory]
    [InlineData("private", "")]
    [InlineData("public-read", "READ AllUsers")]
    [InlineData("public-read-write", "READ AllUsers, WRITE AllUsers")]
    [InlineData("authenticated-read", "READ AuthenticatedUsers")]
    [InlineData("log-delivery-write", "WRITE LogDelivery, READ_ACP LogDelivery")]
    public async Task Knows_the_lists_that_have_a_name(string name, string further)
    {
        await GivenOpenBucketAsync();

        await PutAclAsync(new() { Bucket = Bucket, ACL = name });

        var acl = (await BucketAsync()).Acl!;
        Assert.Equal(new AclGrant(Owner, Permission.FullControl), acl[0]);
        Assert.Equal(further, string.Join(", ", acl.Skip(1).Select(grant => $"{grant.Permission} {grant.Grantee.Split('/')[^1]}")));
    }

    [Fact]
    public async Task Sets_what_the_headers_grant_and_nothing_else()
    {
        await GivenOpenBucketAsync();

        await PutAclAsync(new() { Bucket = Bucket, GrantRead = $"id=\"{Other}\", uri=\"{AclPolicy.LogDelivery}\"", GrantWriteACP = $"id={Owner}" });

        Assert.Equal(
            [new(Other, Permission.READ), new(AclPolicy.LogDelivery, Permission.READ), new(Owner, Permission.WriteAcp)],
            (await BucketAsync()).Acl!);
    }

    [Fact]
    public async Task Sets_the_list_of_the_body_and_gives_it_back()
    {
        await GivenOpenBucketAsync();
        var policy = Policy(Grant(Owner, Permission.FullControl), Grant(AclPolicy.AuthenticatedUsers, Permission.READ));

        await PutAclAsync(new() { Bucket = Bucket, AccessControlPolicy = policy });

        var response = await World.CallAsync(new GetBucketAcl(), new() { Bucket = Bucket });
        Assert.Equal(policy.Grants!.Select(grant => (grant.Grantee!.ID, grant.Grantee.URI, grant.Grantee.Type, grant.Permission)),
            response.Grants!.Select(grant => (grant.Grantee!.ID, grant.Grantee.URI, grant.Grantee.Type, grant.Permission)));
        Assert.Equal(Owner, response.Owner!.ID);
    }

    [Fact]
    public async Task Takes_every_grant_away_when_the_body_has_none()
    {
        await GivenOpenBucketAsync();

        await PutAclAsync(new() { Bucket = Bucket, AccessControlPolicy = Policy() });

        Assert.Empty((await BucketAsync()).Acl!);
    }

    [Theory]
    [InlineData("nobody-at-all", null, null, "InvalidArgument", "Invalid canned ACL")]
    [InlineData(null, "id=_foo", null, "InvalidArgument", "Invalid id")]
    [InlineData(null, "uri=http://acs.amazonaws.com/groups/global/Friends", null, "InvalidArgument", "Invalid group uri")]
    [InlineData(null, "whatever", null, "InvalidArgument", "Argument format not recognized")]
    [InlineData(null, "emailAddress=\"a@example.com\"", null, "UnresolvableGrantByEmailAddress", "The e-mail address you provided does not match any account on record.")]
    [InlineData("private", "id=x", null, "InvalidRequest", "Specifying both Canned ACLs and Header Grants is not allowed")]
    [InlineData("private", null, "x", "UnexpectedContent", "This request does not support content")]
    [InlineData(null, null, null, "MissingSecurityHeader", "Your request was missing a required header")]
    [InlineData(null, null, "x", "AccessDenied", "Access Denied")]
    [InlineData(null, null, "", "MalformedACLError", "The XML you provided was not well-formed or did not validate against our published schema")]
    public async Task Refuses_what_is_no_list(string? canned, string? read, string? owner, string code, string message)
    {
        await GivenOpenBucketAsync();
        var policy = owner is null ? null : new AccessControlPolicyShape { Grants = [], Owner = owner.Length == 0 ? null : new() { ID = owner } };

        var error = await RefusedAsync(code, () => PutAclAsync(new() { Bucket = Bucket, ACL = canned, GrantRead = read, AccessControlPolicy = policy }));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("Robot", "READ", "MalformedACLError")]
    [InlineData("CanonicalUser", "EVERYTHING", "MalformedACLError")]
    [InlineData("CanonicalUser", "READ", "InvalidArgument")]
    [InlineData("Group", "READ", "InvalidArgument")]
    [InlineData("AmazonCustomerByEmail", "READ", "UnresolvableGrantByEmailAddress")]
    public async Task Refuses_grants_to_nobody_or_of_nothing(string type, string permission, string code)
    {
        await GivenOpenBucketAsync();
        var id = permission == "READ" ? "short" : Other;
        var policy = Policy(new GrantShape { Grantee = new() { Type = type, ID = id, URI = "http://x", EmailAddress = "a@example.com" }, Permission = permission });

        await RefusedAsync(code, () => PutAclAsync(new() { Bucket = Bucket, AccessControlPolicy = policy }));
    }

    [Fact]
    public async Task Takes_a_hundred_grants_and_no_more()
    {
        await GivenOpenBucketAsync();
        var hundred = Enumerable.Repeat(Grant(Other, Permission.READ), AclShapes.MaxGrants).ToArray();
        await PutAclAsync(new() { Bucket = Bucket, AccessControlPolicy = Policy(hundred) });

        await RefusedAsync("MalformedACLError", () => PutAclAsync(new() { Bucket = Bucket, AccessControlPolicy = Policy([.. hundred, Grant(Owner, Permission.READ)]) }));
    }

    [Fact]
    public async Task Refuses_every_list_where_the_owner_of_the_bucket_owns_all()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("AccessControlListNotSupported", () => PutAclAsync(new() { Bucket = Bucket, ACL = "private" }));

        Assert.Equal("The bucket does not allow ACLs", error.Message);
    }

    [Fact]
    public async Task Refuses_a_public_list_while_they_are_blocked()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = ObjectOwnership.ObjectWriter });

        await RefusedAsync("AccessDenied", () => PutAclAsync(new() { Bucket = Bucket, ACL = "public-read" }));
        await PutAclAsync(new() { Bucket = Bucket, ACL = "log-delivery-write" });
    }

    [Fact]
    public async Task Tells_conditions_what_the_headers_say()
    {
        await GivenOpenBucketAsync();

        var target = await World.TargetAsync(new PutBucketAcl(), new() { Bucket = Bucket, ACL = "private", GrantReadACP = "id=x" });

        Assert.Equal([("s3:x-amz-acl", "private"), ("s3:x-amz-grant-read-acp", "id=x")], target.Context.Select(key => (key.Name, key.Values[0])));
    }

    private async Task GivenOpenBucketAsync()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = ObjectOwnership.ObjectWriter, PublicAccess = null });
    }

    private Task PutAclAsync(PutBucketAclRequest request) => World.CallAsync(new PutBucketAcl(), request);

    private static AccessControlPolicyShape Policy(params GrantShape[] grants) => new() { Owner = new() { ID = Owner }, Grants = grants };

    private static GrantShape Grant(string grantee, string permission) => AclShapes.Of(new(grantee, permission));
}
