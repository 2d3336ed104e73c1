using Holdfast.Services.S3;
using Holdfast.Services.S3.Analytics;
using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Analytics;

public sealed class PutBucketAnalyticsConfigurationTests : PutNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new AnalyticsConfigurations();

    [Fact]
    public async Task Refuses_an_export_of_a_form_that_there_is_not_and_a_filter_of_two_parts()
    {
        await GivenBucketAsync();
        var export = new StorageClassAnalysisDataExportShape
        {
            OutputSchemaVersion = "V_2",
            Destination = new() { S3BucketDestination = new() { Bucket = "arn:aws:s3:::reports", Format = "CSV" } },
        };

        await RefusedAsync("MalformedXML", () => PutAsync(AnalyticsConfigurations.Sample() with { StorageClassAnalysis = new() { DataExport = export } }));
        await RefusedAsync("MalformedXML", () => PutAsync(AnalyticsConfigurations.Sample() with { Filter = new() { Prefix = "a", Tag = new() { Key = "k", Value = "v" } } }));
    }

    private Task PutAsync(AnalyticsConfigurationShape configuration)
        => World.CallAsync(new PutBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, AnalyticsConfiguration = configuration });
}
