using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Restoring;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Restoring;

public sealed class ArchiveBodyTests : S3Tests
{
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Archived bodies are pressed. ", 20_000)));

    [Fact]
    public async Task Moves_the_bytes_to_the_cold_folder_and_presses_them()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER));
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));

        var body = (await CurrentAsync()).Body!;
        Assert.True(body is { IsCold: true, IsPacked: true, IsInline: false });
        Assert.Equal(Bytes.Length, body.Length);
        Assert.True(body.PackedLength < Bytes.Length / 20);
        Assert.Empty(await FilesAsync());
        Assert.Single(await FilesAsync("cold"));
        var error = Assert.IsType<InvalidObjectStateException>(await RefusedAsync("InvalidObjectState", () => TextOfAsync("k")));
        Assert.Equal(StorageClass.GLACIER, error.StorageClass);
        Assert.Equal("The operation is not valid for the object's storage class", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Moves_small_bodies_too(int length)
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes[..length], StorageClass.DeepArchive));
        await World.SettleAsync();

        Assert.Single(await FilesAsync("cold"));
        await RestoreAsync();
        Assert.Equal(length, (await TextOfAsync("k")).Length);
    }

    [Theory]
    [InlineData(ServerSideEncryption.AES256, false)]
    [InlineData(ServerSideEncryption.AwsKms, false)]
    [InlineData(ServerSideEncryption.AwsKms, true)]
    [InlineData(ServerSideEncryption.AwsKmsDsse, false)]
    public async Task Costs_less_under_every_encryption_that_S3_can_open(string encryption, bool hasBucketKey)
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER) with { ServerSideEncryption = encryption, BucketKeyEnabled = hasBucketKey ? true : null });
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));

        Assert.Empty(await FilesAsync());
        Assert.True(await ColdBytesAsync() < Bytes.Length / 20);
        await RestoreAsync();
        Assert.Equal(Encoding.UTF8.GetString(Bytes), await TextOfAsync("k"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task S3_opens_what_kms_sealed_in_its_own_name()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER) with { ServerSideEncryption = ServerSideEncryption.AwsKms });
        await World.SettleAsync();

        using var record = JsonDocument.Parse((await RecordsAsync())[^1].Payload);
        Assert.Equal("Decrypt", record.RootElement.GetProperty("eventName").GetString());
        var identity = record.RootElement.GetProperty("userIdentity");
        Assert.Equal(("AWSService", "s3.amazonaws.com"), (identity.GetProperty("type").GetString(), identity.GetProperty("invokedBy").GetString()));
        Assert.Equal(
            $"arn:aws:s3:::{Bucket}/k",
            record.RootElement.GetProperty("requestParameters").GetProperty("encryptionContext").GetProperty("aws:s3:arn").GetString());
    }

    [Theory]
    [InlineData(KeyState.Disabled, "DisabledException")]
    [InlineData(KeyState.PendingDeletion, "KMSInvalidStateException")]
    public async Task Waits_for_a_key_that_cannot_be_used(string state, string code)
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER) with { ServerSideEncryption = ServerSideEncryption.AwsKms });
        await SetKeyAsync(state);

        await World.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.False((await CurrentAsync()).Body!.IsCold);
        using (var record = JsonDocument.Parse((await RecordsAsync())[^1].Payload))
        {
            Assert.Equal(code, record.RootElement.GetProperty("errorCode").GetString());
        }

        await SetKeyAsync(KeyState.Enabled);
        await World.AdvanceAsync(ArchiveRules.RefusedPause);
        Assert.True(await ColdBytesAsync() < Bytes.Length / 20);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task A_restoration_waits_for_a_key_that_cannot_be_used()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER) with { ServerSideEncryption = ServerSideEncryption.AwsKms });
        await World.SettleAsync();
        await SetKeyAsync(KeyState.Disabled);

        await RestoreAsync();
        Assert.NotNull((await CurrentAsync()).RestoreDue);
        await SetKeyAsync(KeyState.Enabled);
        await World.AdvanceAsync(ArchiveRules.RefusedPause);

        Assert.Equal(Encoding.UTF8.GetString(Bytes), await TextOfAsync("k"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Moves_as_it_is_what_a_customer_has_the_key_of()
    {
        var key = new byte[32];
        var md5 = Convert.ToBase64String(MD5.HashData(key));
        await GivenBucketAsync();
        World.IsSecure = true;
        await PutAsync(Order(Bytes, StorageClass.GLACIER) with
        {
            SSECustomerAlgorithm = "AES256",
            SSECustomerKey = Convert.ToBase64String(key),
            SSECustomerKeyMD5 = md5,
        });
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));

        Assert.Empty(await FilesAsync());
        Assert.True(await ColdBytesAsync() > Bytes.Length);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task A_move_whose_commit_fails_is_made_again_and_leaves_nothing()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER));
        World.Store.FailCommit(1);
        World.Store.FailCommit(2);

        await World.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Empty(await FilesAsync());
        Assert.Single(await FilesAsync("cold"));
        await RestoreAsync();
        Assert.Equal(Encoding.UTF8.GetString(Bytes), await TextOfAsync("k"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task What_is_deleted_leaves_nothing_in_either_folder()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER));
        await World.SettleAsync();
        await RestoreAsync();

        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });
        await World.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Empty(await FilesAsync());
        Assert.Empty(await FilesAsync("cold"));
        Assert.Empty(await World.ParkedAsync());
    }

    private static PutObjectRequest Order(byte[] bytes, string storageClass)
        => new() { Bucket = Bucket, Key = "k", Body = BodyOf(bytes), StorageClass = storageClass };

    private async Task<long> ColdBytesAsync()
    {
        var bytes = 0L;
        await foreach (var file in World.Store.Blobs.ListAsync("cold", CancellationToken.None))
        {
            bytes += file.Bytes;
        }

        return bytes;
    }

    private Task<IReadOnlyList<StreamEntry>> RecordsAsync() => World.StreamAsync(AuditStream.NameOf(World.Account, World.Region));

    // As a call of KMS could have.
    private async Task SetKeyAsync(string state)
    {
        using var transaction = World.Store.Begin(new("change", 0));
        var key = Assert.Single(await transaction.ListAsync<Key>("", after: null, 2, CancellationToken.None));
        transaction.Replace(key, key with { State = state });
        await World.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
    }

    private async Task RestoreAsync()
    {
        await World.CallAsync(new RestoreObject(), new() { Bucket = Bucket, Key = "k", RestoreRequest = new() { Days = 1 } });
        await World.AdvanceAsync(TimeSpan.FromHours(13));
    }

    private async Task<StoredObject> CurrentAsync() => (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "k")))!.Object;
}
