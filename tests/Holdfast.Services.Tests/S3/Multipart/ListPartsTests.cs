using Holdfast.Services.S3.Multipart;

namespace Holdfast.Services.Tests.S3.Multipart;

public sealed class ListPartsTests : MultipartTests
{
    [Fact]
    public async Task Lists_parts_by_number_page_by_page()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        foreach (var number in (int[])[30, 1, 7])
        {
            await PartAsync(upload, number, Bytes(number));
        }

        var first = await World.CallAsync(new ListParts(), new() { Bucket = Bucket, Key = "k", UploadId = upload, MaxParts = 2 });
        var second = await World.CallAsync(
            new ListParts(), new() { Bucket = Bucket, Key = "k", UploadId = upload, MaxParts = 2, PartNumberMarker = first.NextPartNumberMarker });

        Assert.Equal([(1, 1L), (7, 7L)], first.Parts!.Select(static part => (part.PartNumber!.Value, part.Size!.Value)));
        Assert.Equal((true, 7), (first.IsTruncated, first.NextPartNumberMarker));
        Assert.Equal([30], second.Parts!.Select(static part => part.PartNumber!.Value));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_upload_that_there_is_not_and_a_page_that_cannot_be()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();

        await RefusedAsync("NoSuchUpload", () => World.CallAsync(new ListParts(), new() { Bucket = Bucket, Key = "k", UploadId = "nothing" }));
        await RefusedAsync("InvalidArgument", () => World.CallAsync(new ListParts(), new() { Bucket = Bucket, Key = "k", UploadId = upload, MaxParts = -1 }));
    }
}
