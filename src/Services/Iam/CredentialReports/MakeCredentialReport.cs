using System.IO.Compression;
using System.Text;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Store;

namespace Holdfast.Services.Iam.CredentialReports;

/// <summary>Makes the credential report that somebody asked for.</summary>
internal sealed class MakeCredentialReport(LastUses uses) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the account.</summary>
    public const string TimerKind = "iam/credential-reports";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<CredentialReport>(timer.Key, cancellationToken) is not { GeneratedAt: null } report)
        {
            return;
        }

        var content = await PackAsync(step.Transaction, report.Account, cancellationToken);
        step.Transaction.Replace(report, report with { GeneratedAt = step.Now.ToTheSecond(), Content = content });
    }

    private async ValueTask<byte[]> PackAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var text = new StreamWriter(new GZipStream(packed, CompressionLevel.Fastest), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            var credentials = await AccountCredentials.ReadAsync(transaction, account, uses, cancellationToken);
            credentials.Write(text);
        }

        return packed.ToArray();
    }
}
