using System.Diagnostics;
using System.Globalization;

namespace Holdfast.Wire;

/// <summary>A server under measurement: a process of its own that says <c>Ready.</c> when it serves.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);
    private static long s_ports;

    private readonly Process _process;
    private readonly string[] _command;
    private readonly string? _data;

    private ServerProcess(Process process, int port, TimeSpan startup, string[] command, string? data)
    {
        _process = process;
        _command = command;
        _data = data;
        Port = port;
        Startup = startup;
    }

    /// <summary>The port of the loopback that it serves.</summary>
    public int Port { get; }

    /// <summary>From the start of the process to <c>Ready.</c>.</summary>
    public TimeSpan Startup { get; }

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>The resident memory in bytes, as the operating system counts it.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time that it has taken since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts any program that serves the port and says <c>Ready.</c></summary>
    public static Task<ServerProcess> StartAsync(params Func<int, string>[] command)
    {
        var port = FreePort();
        return RunAsync([.. command.Select(word => word(port))], port, data: null);
    }

    /// <summary>Starts Holdfast with a data folder of its own, in dev mode.</summary>
    /// <param name="server">The native file, or the assembly.</param>
    /// <param name="data">The data folder; a fresh one, removed at the end, when null.</param>
    /// <param name="options">Further options of <c>holdfast start</c>.</param>
    public static Task<ServerProcess> HoldfastAsync(string server, string? data = null, params string[] options)
    {
        var port = FreePort();
        var folder = data ?? Directory.CreateTempSubdirectory("holdfast-wire-").FullName;
        string[] command = server.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", server] : [server];
        command = [.. command, "start", "--dev", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", folder, .. options];
        return RunAsync(command, port, data is null ? folder : null);
    }

    /// <summary>What <c>holdfast ca</c> prints for the data folder of this server.</summary>
    public async Task<string> CertificateAuthorityAsync()
    {
        var verb = Array.IndexOf(_command, "start");
        string[] arguments = [.. _command[1..verb], "ca", "--data", _command[Array.IndexOf(_command, "--data") + 1]];
        using var process = Process.Start(new ProcessStartInfo(_command[0], arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text;
    }

    /// <summary>Ends the process as a power cut would: <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process in an orderly way and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(StopTimeout);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
        if (_data is not null)
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private static async Task<ServerProcess> RunAsync(string[] command, int port, string? data)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready.", StringComparison.Ordinal))
            {
                var startup = Stopwatch.GetElapsedTime(began);
                _ = TellAsync(process.StandardOutput);
                return new(process, port, startup, command, data);
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode} before it was ready.");
    }

    // What a server says after it is ready is trouble, and whoever reads a failed run wants to see it.
    private static async Task TellAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            await Console.Error.WriteLineAsync(line);
        }
    }

    // Below the ports that systems give to outgoing connections: one of those may be taken between the look and the start.
    private static int FreePort()
    {
        const int First = 15_000;
        const int Count = 17_000;
        while (true)
        {
            var port = First + (int)(((Environment.ProcessId * 7919L) + Interlocked.Increment(ref s_ports)) % Count);
            using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
            try
            {
                socket.Start();
                return port;
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Somebody has it; the next one then.
            }
        }
    }
}
