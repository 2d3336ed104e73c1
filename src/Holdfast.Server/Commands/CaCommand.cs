using Holdfast.Server.Configuration;
using Holdfast.Server.Secrets;

namespace Holdfast.Server.Commands;

/// <summary>Prints the certificate of the local authority.</summary>
internal static class CaCommand
{
    /// <summary>Prints it, or says why there is none.</summary>
    public static async Task<int> RunAsync(ServerOptions options)
    {
        try
        {
            if (!options.IsEphemeral && new KeyFolder(options.Data).CertificatePem() is { } certificate)
            {
                await Console.Out.WriteLineAsync(certificate);
                return 0;
            }

            await Console.Error.WriteLineAsync(options.IsEphemeral
                ? "An ephemeral server makes a certificate for each run and keeps none."
                : $"There is no certificate in {options.Data} yet: it is made when the server first starts.");
            return 1;
        }
        catch (Exception unreadable) when (unreadable is StartException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 1;
        }
    }
}
