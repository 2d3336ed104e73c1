using Holdfast.Wire;

namespace Holdfast.Conformance.Tests;

/// <summary>A server in a process of its own, in dev mode, as a user starts it.</summary>
public sealed class HoldfastServer : IAsyncLifetime
{
    private ServerProcess? _process;

    /// <summary>The environment that points clients at the server, with the root user of account 000000000000.</summary>
    public IReadOnlyDictionary<string, string> Environment => EnvironmentOf("test", "test");

    /// <summary>The port that it serves.</summary>
    public int Port => _process!.Port;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (System.Environment.GetEnvironmentVariable("HOLDFAST_CLIENTS") == "1")
        {
            var server = System.Environment.GetEnvironmentVariable("HOLDFAST_SERVER") ?? Path.Combine(AppContext.BaseDirectory, "holdfast.dll");
            _process = await ServerProcess.HoldfastAsync(server);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    /// <summary>What <c>holdfast ca</c> prints.</summary>
    public Task<string> CertificateAuthorityAsync() => _process!.CertificateAuthorityAsync();

    /// <summary>The same environment with another access key.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string accessKeyId, string secret, string sessionToken = "") => EnvironmentOf(Port, accessKeyId, secret, sessionToken);

    /// <summary>The environment that points clients at the server of a port.</summary>
    internal static IReadOnlyDictionary<string, string> EnvironmentOf(int port, string accessKeyId, string secret, string sessionToken = "") => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = $"http://localhost:{port}",
        ["AWS_ACCESS_KEY_ID"] = accessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = secret,
        ["AWS_SESSION_TOKEN"] = sessionToken,
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_PAGER"] = "",
        ["AWS_MAX_ATTEMPTS"] = "1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        ["CHECKPOINT_DISABLE"] = "1",
        ["TF_CLI_CONFIG_FILE"] = "/dev/null",
    };
}
