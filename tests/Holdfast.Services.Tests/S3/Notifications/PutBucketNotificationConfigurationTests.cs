using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Notifications;

namespace Holdfast.Services.Tests.S3.Notifications;

public sealed class PutBucketNotificationConfigurationTests : S3Tests
{
    private const string Queue = "arn:aws:sqs:us-east-1:111122223333:events";

    [Fact]
    public async Task Keeps_it_with_an_id_for_each_and_forgets_it_when_it_is_empty()
    {
        await GivenBucketAsync();

        await PutAsync(new() { QueueConfigurations = [To(Queue, "s3:ObjectCreated:*")], EventBridgeConfiguration = new() });
        var kept = ConfigurationTypes.Notification.Open(Assert.Single(await World.ListAsync<BucketConfiguration>("")));
        Assert.NotNull(kept.EventBridgeConfiguration);
        Assert.NotNull(Assert.Single(kept.QueueConfigurations!).Id);
        await PutAsync(new());
        Assert.Empty(await World.ListAsync<BucketConfiguration>(""));
    }

    [Fact]
    public async Task Refuses_destinations_that_are_not_there()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("InvalidArgument", () => World.CallAsync(
            new PutBucketNotificationConfiguration(Parts.Get<NotificationDestinations>()), new() { Bucket = Bucket, NotificationConfiguration = new() { QueueConfigurations = [To(Queue, "s3:ObjectCreated:*")] } }));

        Assert.Equal("Unable to validate the following destination configurations", error.Message);
        Assert.Contains(new("ArgumentName1", Queue), error.Details);
    }

    [Theory]
    [InlineData("s3:ObjectEaten:*", Queue, "prefix", "The event is not supported for notifications")]
    [InlineData("s3:ObjectCreated:*", "events", "prefix", "The ARN could not be parsed")]
    [InlineData("s3:ObjectCreated:*", "arn:aws:sns:us-east-1:111122223333:events", "prefix", "The ARN could not be parsed")]
    [InlineData("s3:ObjectCreated:*", Queue, "middle", "filter rule name must be either prefix or suffix")]
    public async Task Refuses_what_cannot_be(string name, string arn, string rule, string message)
    {
        await GivenBucketAsync();

        Assert.Equal(message, (await RefusedAsync("InvalidArgument", () => PutAsync(new() { QueueConfigurations = [To(arn, name, (rule, "x"))] }))).Message);
    }

    [Theory]
    [InlineData("s3:ObjectCreated:*", "s3:ObjectCreated:Put", "", "", "", "", "Configurations overlap. Configurations on the same bucket cannot share a common event type.")]
    [InlineData("s3:ObjectCreated:Put", "s3:ObjectCreated:Put", "a", "ab", "", "", "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.")]
    [InlineData("s3:ObjectCreated:Put", "s3:ObjectCreated:Put", "a", "b", "", "", null)]
    [InlineData("s3:ObjectCreated:Put", "s3:ObjectCreated:Put", "a", "a", ".jpg", ".png", null)]
    [InlineData("s3:ObjectCreated:Put", "s3:ObjectRemoved:*", "", "", "", "", null)]
    public async Task Refuses_two_that_want_the_same(string one, string two, string prefix1, string prefix2, string suffix1, string suffix2, string? message)
    {
        await GivenBucketAsync();
        var both = new NotificationConfigurationShape
        {
            QueueConfigurations = [To(Queue, one, Rules(prefix1, suffix1)), To(Queue, two, Rules(prefix2, suffix2))],
        };

        if (message is null)
        {
            await PutAsync(both);
        }
        else
        {
            Assert.Equal(message, (await RefusedAsync("InvalidArgument", () => PutAsync(both))).Message);
        }
    }

    private static (string, string)[] Rules(string prefix, string suffix)
        => [.. ((string, string)[])[("prefix", prefix), ("suffix", suffix)] is var rules ? rules.Where(rule => rule.Item2.Length > 0) : []];

    private static QueueConfigurationShape To(string arn, string name, params (string Name, string Value)[] rules) => new()
    {
        QueueArn = arn,
        Events = [name],
        Filter = rules.Length == 0 ? null : new() { Key = new() { FilterRules = [.. rules.Select(rule => new FilterRuleShape { Name = rule.Name, Value = rule.Value })] } },
    };

    private Task PutAsync(NotificationConfigurationShape configuration) => World.CallAsync(
        new PutBucketNotificationConfiguration(Parts.Get<NotificationDestinations>()), new() { Bucket = Bucket, NotificationConfiguration = configuration, SkipDestinationValidation = true });
}
