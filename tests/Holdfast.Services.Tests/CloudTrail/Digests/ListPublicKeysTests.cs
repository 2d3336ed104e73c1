using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Digests;

public sealed class ListPublicKeysTests : TrailTests
{
    [Theory]
    [InlineData(-2, -1, "")]
    [InlineData(-2, 0, "one")]
    [InlineData(1, 2, "one")]
    [InlineData(89, 91, "one two")]
    [InlineData(91, 92, "two")]
    public async Task Lists_the_keys_that_were_valid_in_a_stretch_of_time(int from, int to, string expected)
    {
        var start = World.Now;
        World.Given(NewKey("one", start)).Given(NewKey("two", start + SigningKey.Validity));

        var response = await World.CallAsync(new ListPublicKeys(), new() { StartTime = start + TimeSpan.FromDays(from), EndTime = start + TimeSpan.FromDays(to) });

        Assert.Equal(expected, string.Join(' ', response.PublicKeyList!.Select(key => key.Fingerprint)));
    }

    [Fact]
    public async Task Lists_the_key_of_now_when_no_time_is_given()
    {
        World.Given(NewKey("one", World.Now));

        var key = Assert.Single((await World.CallAsync(new ListPublicKeys(), new())).PublicKeyList!);

        Assert.Equal(new byte[] { 1, 2, 3 }, key.Value!.Value.ToArray());
        Assert.Equal((World.Now, World.Now + SigningKey.Validity), (key.ValidityStartTime!.Value, key.ValidityEndTime!.Value));
        Assert.Empty((await World.CallAsync(new ListPublicKeys(), new(), region: Elsewhere)).PublicKeyList!);
    }

    [Fact]
    public async Task Refuses_a_stretch_that_ends_before_it_begins_and_a_token_that_is_none()
    {
        await RefusedAsync("InvalidTimeRangeException", () => World.CallAsync(new ListPublicKeys(), new() { StartTime = World.Now, EndTime = World.Now - TimeSpan.FromDays(1) }));
        await RefusedAsync("InvalidTokenException", () => World.CallAsync(new ListPublicKeys(), new() { NextToken = "x" }));
    }

    private static SigningKey NewKey(string fingerprint, DateTimeOffset from) => new()
    {
        Region = World.Region.Value,
        Fingerprint = fingerprint,
        PublicKey = [1, 2, 3],
        SealedPrivateKey = [],
        ValidFrom = from,
        ValidTo = from + SigningKey.Validity,
    };
}
