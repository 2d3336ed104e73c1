using System.Runtime.InteropServices;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Commands;

/// <summary>Starts the server and waits for the signal to end it.</summary>
internal static class StartCommand
{
    /// <summary>Runs until a signal comes.</summary>
    public static async Task<int> RunAsync(ServerOptions options)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await using var server = await HoldfastServer.StartAsync(options, Console.Error);
            Announce(options, server, Console.Out);
            await ended.Task;
            return 0;
        }
        catch (StartException impossible)
        {
            await Console.Error.WriteLineAsync(impossible.Message);
            return 1;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.TrySetResult();
        }
    }

    private static void Announce(ServerOptions options, HoldfastServer server, TextWriter output)
    {
        var account = server.Account;
        if (account.Secret is not null)
        {
            output.WriteLine(options.IsDev
                ? $"Account {account.Id}. Its root user's access key is test, with the secret test."
                : $"""
                Account {account.Id} was made. This is shown once:
                  Root access key id      {account.AccessKeyId}
                  Root secret access key  {account.Secret}
                  Root console password   {account.Password}
                """);
        }

        output.WriteLine($"Listening on {EnvCommand.UrlOf(options, server.Port)}");
        output.WriteLine("Ready.");
        output.Flush();
    }
}
