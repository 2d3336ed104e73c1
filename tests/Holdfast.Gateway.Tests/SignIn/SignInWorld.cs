using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.SignIn;

/// <summary>Users, roles and devices, made as a person makes them: by the API.</summary>
internal static partial class SignInWorld
{
    public const string Password = "Correct-Horse-7";

    private const string Version = "&Version=2010-05-08";
    private const string StsVersion = "&Version=2011-06-15";

    /// <summary>Makes a call that must succeed.</summary>
    public static async Task<string> IamAsync(this TestServer server, string form)
    {
        var reply = await server.QueryAsync("iam", form + Version);
        Assert.True(reply.Code == 200, reply.Body);
        return reply.Body;
    }

    /// <summary>Makes a user with a password.</summary>
    public static async Task MakeUserAsync(this TestServer server, string name, string more = "")
    {
        await server.IamAsync($"Action=CreateUser&UserName={name}");
        await server.IamAsync($"Action=CreateLoginProfile&UserName={name}&Password={Password}{more}");
    }

    /// <summary>Lets a user do something.</summary>
    public static Task AllowAsync(this TestServer server, string user, string action)
        => server.IamAsync(
            $"Action=PutUserPolicy&UserName={user}&PolicyName=own&PolicyDocument="
            + Uri.EscapeDataString($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"{{{action}}}","Resource":"*"}}"""));

    /// <summary>Makes a role that the account trusts.</summary>
    public static Task MakeRoleAsync(this TestServer server, string name, string more = "")
        => server.IamAsync(
            $"Action=CreateRole&RoleName={name}{more}&AssumeRolePolicyDocument="
            + Uri.EscapeDataString("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"sts:AssumeRole"}}"""));

    /// <summary>Gives a user a virtual MFA device.</summary>
    /// <returns>Gives the code that comes so many steps after those that enabled it.</returns>
    public static async Task<Func<int, string>> GiveMfaAsync(this TestServer server, string user)
    {
        var made = await server.IamAsync($"Action=CreateVirtualMFADevice&VirtualMFADeviceName={user}");
        var seed = FromBase32(Encoding.ASCII.GetString(Convert.FromBase64String(TextOf(made, "Base32StringSeed"))));
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
        await server.IamAsync(
            $"Action=EnableMFADevice&UserName={user}&SerialNumber={TextOf(made, "SerialNumber")}&AuthenticationCode1={CodeOf(seed, step - 1)}&AuthenticationCode2={CodeOf(seed, step)}");
        return after => CodeOf(seed, step + after);
    }

    /// <summary>Gives the credentials of a call of STS.</summary>
    public static async Task<SignedAs> StsAsync(this TestServer server, string form, SignedAs? caller = null)
    {
        var reply = await server.QueryAsync("sts", form + StsVersion, caller);
        Assert.True(reply.Code == 200, reply.Body);
        return new SignedAs(TextOf(reply.Body, "AccessKeyId"), TextOf(reply.Body, "SecretAccessKey")) { SessionToken = TextOf(reply.Body, "SessionToken") };
    }

    /// <summary>Gives a user an access key.</summary>
    public static async Task<SignedAs> KeyOfAsync(this TestServer server, string user)
    {
        var made = await server.IamAsync($"Action=CreateAccessKey&UserName={user}");
        return new(TextOf(made, "AccessKeyId"), TextOf(made, "SecretAccessKey"));
    }

    /// <summary>Turns the clock of the server.</summary>
    public static async Task AdvanceAsync(this TestServer server, TimeSpan duration)
    {
        var reply = await server.SendRawAsync(
            "POST", "/_holdfast/clock", $$"""{"advance":"{{duration.ToString("c", CultureInfo.InvariantCulture)}}"}""", []);
        Assert.Equal(200, reply.Code);
    }

    /// <summary>The records of the sign-in, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> SignInRecordsAsync(this TestServer server, string region = "us-east-1")
        => [.. (await AuditLog.ReadAsync(server, region)).Where(record => record.GetProperty("eventSource").GetString() == "signin.amazonaws.com")];

    /// <summary>Writes a record without what differs from run to run.</summary>
    public static string Steady(JsonElement record)
    {
        var node = JsonNode.Parse(record.GetRawText())!.AsObject();
        node.Remove("eventTime");
        node.Remove("eventID");
        node.Remove("tlsDetails");
        var text = node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return Times().Replace(Ids().Replace(text, "${kind}…"), "…");
    }

    public static string TextOf(string xml, string element)
    {
        var start = xml.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        return xml[start..xml.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
    }

    private static string CodeOf(byte[] seed, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // Authenticators use it (RFC 6238).
        var hash = HMACSHA1.HashData(seed, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var character in text.TrimEnd('='))
        {
            bits = (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character, StringComparison.Ordinal);
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

    [GeneratedRegex("\\b(?<kind>AIDA|AROA|ASIA)[A-Z0-9]{16,17}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();

    [GeneratedRegex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();
}
