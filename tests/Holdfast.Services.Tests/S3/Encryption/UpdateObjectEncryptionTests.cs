using Holdfast.Services.S3;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Encryption;

public sealed class UpdateObjectEncryptionTests : S3Tests
{
    [Fact]
    public async Task Puts_an_object_under_another_key_and_leaves_its_bytes()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[50_000]), ServerSideEncryption = ServerSideEncryption.AwsKms });
        var head = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" });
        var files = await FilesAsync();
        await PutAsync("plain", "text");

        await UpdateAsync("plain", head.SSEKMSKeyId!);

        Assert.Equal("text", await TextOfAsync("plain"));
        Assert.Equal(head.SSEKMSKeyId, (await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "plain" })).SSEKMSKeyId);
        Assert.Equal(files, await FilesAsync());
    }

    [Fact]
    public async Task Refuses_objects_and_keys_that_do_not_go_together()
    {
        await GivenBucketAsync();
        const string Arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        await RefusedAsync("NoSuchKey", () => UpdateAsync("k", Arn));
        await PutAsync("k", "text");

        await RefusedAsync("InvalidRequest", () => UpdateAsync("k", "alias/other"));
        await RefusedAsync("KMS.NotFoundException", () => UpdateAsync("k", Arn));
    }

    private Task<UpdateObjectEncryptionResponse> UpdateAsync(string key, string arn)
        => World.CallAsync(
            new UpdateObjectEncryption(Envelopes),
            new() { Bucket = Bucket, Key = key, ObjectEncryption = new() { SSEKMS = new() { KMSKeyArn = arn } } });
}
