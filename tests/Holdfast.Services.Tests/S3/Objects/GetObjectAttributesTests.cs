using Holdfast.Services.S3;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.Tests.S3.Multipart;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class GetObjectAttributesTests : MultipartTests
{
    [Fact]
    public async Task Says_what_is_asked_and_nothing_else()
    {
        await GivenBucketAsync();
        var put = await PutAsync("k", "text");

        var some = await AskAsync(ObjectAttributes.ETag, ObjectAttributes.ObjectSize, ObjectAttributes.StorageClass);

        Assert.Equal((put.ETag!.Trim('"'), 4L, StorageClass.STANDARD), (some.ETag, some.ObjectSize, some.StorageClass));
        Assert.Null(some.Checksum);
        Assert.Equal(put.ChecksumCRC64NVME, (await AskAsync(ObjectAttributes.Checksum)).Checksum!.ChecksumCRC64NVME);
    }

    [Fact]
    public async Task Lists_the_parts()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        var part = await PartAsync(upload, 4, Bytes(77));
        await CompleteAsync(upload, [Named(4, part.ETag)]);

        var parts = (await AskAsync(ObjectAttributes.ObjectParts)).ObjectParts!;

        Assert.Equal((1, false, 4), (parts.TotalPartsCount, parts.IsTruncated, parts.NextPartNumberMarker));
        Assert.Equal([(4, 77L)], parts.Parts!.Select(static one => (one.PartNumber!.Value, one.Size!.Value)));
    }

    [Fact]
    public async Task Refuses_attributes_and_objects_that_there_are_not()
    {
        await GivenBucketAsync();
        await RefusedAsync("NoSuchKey", () => AskAsync(ObjectAttributes.ETag));
        await PutAsync("k", "text");

        await RefusedAsync("InvalidArgument", () => AskAsync("Colour"));
    }

    private Task<GetObjectAttributesResponse> AskAsync(params string[] attributes)
        => World.CallAsync(new GetObjectAttributes(), new() { Bucket = Bucket, Key = "k", ObjectAttributes = attributes });
}
