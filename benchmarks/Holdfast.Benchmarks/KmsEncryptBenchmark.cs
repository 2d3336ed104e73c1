using System.Globalization;
using System.Text.Json;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>KMS's Encrypt through the whole gate, judged by the key policy and the user's own, against GetUser of the same server in the same run.</summary>
internal static class KmsEncryptBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        var (getUser, encrypt) = await PrepareAsync(holdfast.Port);
        var users = new List<LoadResult>();
        var encryptions = new List<LoadResult>();
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, getUser, duration / 2);
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, encrypt, duration / 2);
        for (var round = 0; round < Rounds; round++)
        {
            users.Add(await LoadGenerator.RepeatAsync(holdfast.Port, Connections, getUser, duration));
            encryptions.Add(await LoadGenerator.RepeatAsync(holdfast.Port, Connections, encrypt, duration));
        }

        var bound = LoadResult.Median(users);
        var median = LoadResult.Median(encryptions);
        Console.WriteLine($"{"GetUser",-24} {bound}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"Encrypt",-24} {median}   ratio to GetUser {median.PerSecond / bound.PerSecond:N2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident after the load  {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
        return 0;
    }

    // A key with the default policy, which passes the question on to the user's own, and an encryption context as services have one.
    private static async Task<(byte[][] GetUser, byte[][] Encrypt)> PrepareAsync(int port)
    {
        using var user = await BenchUser.CreateAsync(port, """["iam:GetUser","kms:Encrypt"]""");
        var root = new JsonSigner(BenchUser.Account, "test", "kms", "TrentService");
        using var made = JsonDocument.Parse(await user.ExpectAsync(root.Sign(user.Now, "CreateKey", "{}")));
        var keyId = made.RootElement.GetProperty("KeyMetadata").GetProperty("KeyId").GetString();
        var plaintext = Convert.ToBase64String(new byte[32]);
        var kms = new JsonSigner(user.KeyId, user.Secret, "kms", "TrentService");
        return (
            [user.Query("iam", "2010-05-08").Sign(user.Now, "GetUser", ("UserName", BenchUser.Name))],
            [kms.Sign(user.Now, "Encrypt", $$$"""{"KeyId":"{{{keyId}}}","Plaintext":"{{{plaintext}}}","EncryptionContext":{"purpose":"bench"}}""")]);
    }
}
