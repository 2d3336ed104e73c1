using Holdfast.Gateway.Tests.Serving;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Gateway.Tests.Sessions;

/// <summary>MFA from end to end: a code opens what a policy keeps closed without one, once.</summary>
public sealed class MfaTests
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [Fact]
    public async Task A_code_opens_a_role_that_wants_mfa_once_and_a_refusal_does_not_use_it_up()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync(
            "guarded", trust: SessionWorld.TrustIn(SessionWorld.Account, condition: """{"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":"60"}}"""));
        var closed = await world.GivenRoleAsync("closed", trust: SessionWorld.TrustIn("777788889999"));
        var (serial, code) = await GivenDeviceAsync(world);

        var without = await AssumeAsync(world, role);
        var refused = await AssumeAsync(world, closed, ("SerialNumber", serial), ("TokenCode", code));
        var opened = await AssumeAsync(world, role, ("SerialNumber", serial), ("TokenCode", code));
        var again = await AssumeAsync(world, role, ("SerialNumber", serial), ("TokenCode", code));

        Assert.Equal([403, 403, 200, 403], [without.Code, refused.Code, opened.Code, again.Code]);
        Assert.Contains("MultiFactorAuthentication failed with invalid MFA one time pass code. </Message>", again.Body, StringComparison.Ordinal);
        await world.CallAsync("iam", "ListUsers", SessionWorld.CredentialsIn(opened.Body));
        var record = (await AuditLog.ReadAsync(world.Server))[^1];
        Assert.Equal(
            "true",
            record.GetProperty("userIdentity").GetProperty("sessionContext").GetProperty("attributes").GetProperty("mfaAuthenticated").GetString());
    }

    [Fact]
    public async Task A_session_token_with_mfa_reaches_iam()
    {
        await using var world = await SessionWorld.StartAsync();
        var (serial, code) = await GivenDeviceAsync(world);

        var session = SessionWorld.CredentialsIn(
            await world.ExpectAsync("sts", "GetSessionToken", world.Alice, ("SerialNumber", serial), ("TokenCode", code)));

        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", session)).Code);
        Assert.DoesNotContain(await AuditLog.ReadAsync(world.Server), record => record.GetRawText().Contains(code, StringComparison.Ordinal));
    }

    private static Task<Reply> AssumeAsync(SessionWorld world, string role, params (string Key, string Value)[] more)
        => world.CallAsync("sts", "AssumeRole", world.Alice, [("RoleArn", role), ("RoleSessionName", "night"), .. more]);

    // The device of alice with the next code that it has not shown.
    private static async Task<(string Serial, string Code)> GivenDeviceAsync(SessionWorld world)
    {
        var made = await world.ExpectAsync("iam", "CreateVirtualMFADevice", null, ("VirtualMFADeviceName", "alice"));
        var serial = SessionWorld.Value(made, "SerialNumber");
        var totp = new Totp(Decode(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(SessionWorld.Value(made, "Base32StringSeed")))));
        var step = Totp.StepOf(TimeProvider.System.GetUtcNow());
        await world.ExpectAsync(
            "iam", "EnableMFADevice", null, ("UserName", "alice"), ("SerialNumber", serial), ("AuthenticationCode1", totp.CodeOf(step - 1)), ("AuthenticationCode2", totp.CodeOf(step)));
        return (serial, totp.CodeOf(step + 1));
    }

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var character in text.TrimEnd('='))
        {
            bits = (bits << 5) | Base32.IndexOf(character, StringComparison.Ordinal);
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }
}
