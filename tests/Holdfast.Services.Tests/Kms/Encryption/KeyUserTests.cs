using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms.Encryption;

/// <summary>What S3 and CloudTrail do with keys, for callers and for themselves, judged and recorded as calls of KMS are.</summary>
public sealed class KeyUserTests : KmsTests
{
    private const string ThroughS3Only = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["kms:Describe*","kms:PutKeyPolicy"],"Resource":"*"},
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":["kms:GenerateDataKey","kms:Decrypt","kms:Encrypt"],"Resource":"*",
           "Condition":{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com","kms:EncryptionContext:team":"red"},"Bool":{"aws:ViaAWSService":"true"}}},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:GenerateDataKey","Resource":"*",
           "Condition":{"StringLike":{"kms:EncryptionContext:aws:cloudtrail:arn":"arn:aws:cloudtrail:*"}}}]}
        """;

    private KeyUser KeyUser => new(Ring, Calls);

    [Fact]
    public async Task A_caller_uses_a_key_through_a_service_that_it_may_not_use_itself()
    {
        var key = await GivenKeyAsync(policy: ThroughS3Only);
        KeyPurpose purpose = new("s3", key.Arn.Value, Red);

        var dataKey = await RunAsync(Alice, call => KeyUser.NewDataKeyAsync(call, purpose, CancellationToken.None));
        var plaintext = await RunAsync(Alice, call => KeyUser.DecryptAsync(call, purpose, dataKey.Sealed, CancellationToken.None));
        var ciphertext = await RunAsync(Alice, call => KeyUser.EncryptAsync(call, purpose, plaintext, CancellationToken.None));

        Assert.Equal((key.Arn.Value, 32), (dataKey.KeyArn, plaintext.Length));
        Assert.True(plaintext.Span.SequenceEqual(dataKey.Plaintext.Span));
        Assert.False(ciphertext.Span.SequenceEqual(dataKey.Sealed.Span));
        Assert.DoesNotContain(Convert.ToBase64String(plaintext.Span), dataKey.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_policy_refuses_other_callers_services_and_contexts()
    {
        var key = await GivenKeyAsync(policy: ThroughS3Only);

        await RefusedUseAsync(Alice, new("s3", key.Id, new Dictionary<string, string>()));
        await RefusedUseAsync(Alice, new("sqs", key.Id, Red));
        await RefusedUseAsync(World.UserOf(Account, "bob"), new("s3", key.Id, Red));
        await RefusedUseAsync(Service, new("cloudtrail", key.Id, Red));
    }

    [Fact]
    public async Task A_service_acts_for_itself_where_the_key_policy_lets_it()
    {
        var key = await GivenKeyAsync(policy: ThroughS3Only);
        KeyPurpose purpose = new("cloudtrail", key.Id, new Dictionary<string, string> { ["aws:cloudtrail:arn"] = $"arn:aws:cloudtrail:us-east-1:{Account}:trail/t" });

        Assert.Equal(key.Arn.Value, (await RunAsync(Service, call => KeyUser.NewDataKeyAsync(call, purpose, CancellationToken.None))).KeyArn);
    }

    [Fact]
    public async Task A_service_opens_for_itself_what_it_had_sealed_though_no_policy_names_it()
    {
        var key = await GivenKeyAsync(policy: ThroughS3Only);
        KeyPurpose purpose = new("s3", key.Arn.Value, Red);
        var dataKey = await RunAsync(Alice, call => KeyUser.NewDataKeyAsync(call, purpose, CancellationToken.None));

        var opened = await RunAsync(Service, call => KeyUser.DecryptOwnAsync(call, purpose, dataKey.Sealed, CancellationToken.None));

        Assert.True(opened.Span.SequenceEqual(dataKey.Plaintext.Span));
        await Assert.ThrowsAsync<CommonException>(() => RunAsync(Service, call => KeyUser.DecryptAsync(call, purpose, dataKey.Sealed, CancellationToken.None)));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Alice, call => KeyUser.DecryptOwnAsync(call, purpose, dataKey.Sealed, CancellationToken.None)));
    }

    [Fact]
    public async Task A_denial_and_the_context_stand_against_a_service_that_opens_for_itself()
    {
        var key = await GivenKeyAsync(policy: ThroughS3Only.Replace(
            "\"Statement\":[",
            "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"cloudtrail.amazonaws.com\"},\"Action\":\"kms:Decrypt\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:team\":\"red\"}}},",
            StringComparison.Ordinal));
        KeyPurpose purpose = new("s3", key.Arn.Value, Red);
        var dataKey = await RunAsync(Alice, call => KeyUser.NewDataKeyAsync(call, purpose, CancellationToken.None));

        var denied = await Assert.ThrowsAsync<CommonException>(
            () => RunAsync(Service, call => KeyUser.DecryptOwnAsync(call, purpose, dataKey.Sealed, CancellationToken.None)));
        var other = purpose with { Context = new Dictionary<string, string> { ["team"] = "blue" } };
        var unfit = await Assert.ThrowsAnyAsync<ServiceException>(
            () => RunAsync(Service, call => KeyUser.DecryptOwnAsync(call, other, dataKey.Sealed, CancellationToken.None)));

        Assert.Equal(("AccessDeniedException", "InvalidCiphertextException"), (denied.Code, unfit.Code));
    }

    [Fact]
    public async Task The_aws_managed_key_of_a_service_is_made_when_it_is_first_used_and_works_through_it_alone()
    {
        var dataKey = await RunAsync(World.RootOf(Account), call => KeyUser.NewDataKeyAsync(call, new("s3", "alias/aws/s3", Red), CancellationToken.None));

        Assert.Equal("s3", (await KeyAsync(dataKey.KeyArn[^36..])).ManagedFor);
        await RefusedUseAsync(World.RootOf(Account), new("sqs", "alias/aws/s3", Red));
    }

    [Fact]
    public async Task The_record_names_the_caller_the_service_and_the_key_and_no_secret()
    {
        var key = await GivenKeyAsync(policy: ThroughS3Only);
        var dataKey = await RunAsync(Alice, call => KeyUser.NewDataKeyAsync(call, new("s3", key.Id, Red), CancellationToken.None));

        var entry = Assert.Single(await World.StreamAsync(AuditStream.NameOf(Account, World.Region)));
        using var record = JsonDocument.Parse(entry.Payload);
        var root = record.RootElement;
        Assert.Equal("GenerateDataKey", root.GetProperty("eventName").GetString());
        Assert.Equal((Alice.Arn, "s3.amazonaws.com"), (root.GetProperty("userIdentity").GetProperty("arn").GetString(), root.GetProperty("userIdentity").GetProperty("invokedBy").GetString()));
        Assert.Equal("s3.amazonaws.com", root.GetProperty("sourceIPAddress").GetString());
        Assert.Equal("red", root.GetProperty("requestParameters").GetProperty("encryptionContext").GetProperty("team").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("responseElements").ValueKind);
        var resource = Assert.Single(root.GetProperty("resources").EnumerateArray());
        Assert.Equal((key.Arn.Value, "AWS::KMS::Key"), (resource.GetProperty("ARN").GetString(), resource.GetProperty("type").GetString()));
        Assert.DoesNotContain(Convert.ToBase64String(dataKey.Plaintext.Span), root.GetRawText(), StringComparison.Ordinal);
    }

    private static Caller Service => new()
    {
        Kind = CallerKind.Service,
        Account = Account,
        Arn = "cloudtrail.amazonaws.com",
        PrincipalId = "cloudtrail.amazonaws.com",
        ServicePrincipal = "cloudtrail.amazonaws.com",
    };

    private async Task RefusedUseAsync(Caller caller, KeyPurpose purpose)
    {
        var error = await Assert.ThrowsAsync<CommonException>(() => RunAsync(caller, call => KeyUser.NewDataKeyAsync(call, purpose, CancellationToken.None)));
        Assert.Equal("AccessDeniedException", error.Code);
    }

    private async Task<T> RunAsync<T>(Caller caller, Func<Call, ValueTask<T>> use)
    {
        using var transaction = World.Store.Begin(new Cause("use", 0) { At = World.Now });
        var result = await use(World.NewCall(transaction, "use", caller: caller));
        Assert.Equal(CommitOutcome.Committed, await World.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None));
        return result;
    }
}
