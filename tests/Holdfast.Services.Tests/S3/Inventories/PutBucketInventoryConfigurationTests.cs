using Holdfast.Services.S3;
using Holdfast.Services.S3.Inventories;
using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class PutBucketInventoryConfigurationTests : PutNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new InventoryConfigurations();

    [Theory]
    [InlineData("Monthly", "CSV", "Size", "arn:aws:s3:::reports", "MalformedXML")]
    [InlineData("Daily", "XLS", "Size", "arn:aws:s3:::reports", "MalformedXML")]
    [InlineData("Daily", "CSV", "Taste", "arn:aws:s3:::reports", "MalformedXML")]
    [InlineData("Daily", "CSV", "Size", "reports", "InvalidS3DestinationBucket")]
    public async Task Refuses_what_cannot_be(string frequency, string format, string field, string target, string code)
    {
        await GivenBucketAsync();

        await RefusedAsync(code, () => PutAsync(InventoryConfigurations.Sample() with
        {
            Schedule = new() { Frequency = frequency },
            OptionalFields = [field],
            Destination = new() { S3BucketDestination = new() { Bucket = target, Format = format } },
        }));
    }

    private Task PutAsync(InventoryConfigurationShape configuration)
        => World.CallAsync(new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, InventoryConfiguration = configuration });
}
