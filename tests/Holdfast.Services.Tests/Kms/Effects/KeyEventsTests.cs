using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Effects;

/// <summary>What KMS does of its own accord is in the record, as "AWS KMS log entries" shows it: RotateKey, DeleteKey, DeleteExpiredKeyMaterial.</summary>
public sealed class KeyEventsTests : KmsTests
{
    [Fact]
    public async Task Records_an_automatic_rotation_with_the_materials_before_and_after()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });

        await World.AdvanceAsync(TimeSpan.FromDays(90));

        var record = Assert.Single(await RecordsAsync());
        var after = await KeyAsync(key.Id);
        Assert.Equal(Written(record, key, "RotateKey", Details(key, "AUTOMATIC", after)), record);
    }

    [Fact]
    public async Task Records_a_rotation_that_was_asked_for()
    {
        var key = await GivenKeyAsync();

        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(Written(record, key, "RotateKey", Details(key, "ON_DEMAND", await KeyAsync(key.Id))), record);
    }

    [Fact]
    public async Task Records_the_deletion_of_a_key_with_its_arn()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = 7 });

        await World.AdvanceAsync(TimeSpan.FromDays(7));

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(Written(record, key, "DeleteKey", details: null, $"{{\"keyId\":\"{key.Arn}\"}}"), record);
    }

    private static string Details(Key before, string type, Key after)
        => $$"""{"rotationType":"{{type}}","keyOrigin":"AWS_KMS","previousKeyMaterialId":"{{before.CurrentMaterialId}}","currentKeyMaterialId":"{{after.CurrentMaterialId}}","keyId":"{{before.Id}}"}""";

    private static string Written(string record, Key key, string name, string? details, string response = "null")
    {
        using var read = JsonDocument.Parse(record);
        var told = details is null ? "" : $"\"serviceEventDetails\":{details},";
        return $$$"""
            {"eventVersion":"1.11","userIdentity":{"accountId":"111122223333","invokedBy":"AWS Internal"},"eventTime":"{{{read.RootElement.GetProperty("eventTime").GetString()}}}","eventSource":"kms.amazonaws.com","eventName":"{{{name}}}","awsRegion":"us-east-1","sourceIPAddress":"AWS Internal","userAgent":"AWS Internal","requestParameters":null,"responseElements":{{{response}}},"eventID":"{{{read.RootElement.GetProperty("eventID").GetGuid()}}}","readOnly":false,"resources":[{"accountId":"111122223333","type":"AWS::KMS::Key","ARN":"{{{key.Arn}}}"}],"eventType":"AwsServiceEvent","managementEvent":true,"recipientAccountId":"111122223333",{{{told}}}"eventCategory":"Management"}
            """;
    }

    private async Task<IReadOnlyList<string>> RecordsAsync()
        => [.. (await World.StreamAsync(AuditStream.NameOf(Account, Testing.World.Region))).Select(static entry => System.Text.Encoding.UTF8.GetString(entry.Payload.Span))];
}
