using System.IO.Compression;
using Holdfast.Kernel;

namespace Holdfast.Services.Iam.CredentialReports;

/// <summary>Gives the credential report that was asked for: a CSV with a row for the root user and for each user.</summary>
internal sealed class GetCredentialReport : IOperation<GetCredentialReportRequest, GetCredentialReportResponse>
{
    public ValueTask<Target> TargetAsync(GetCredentialReportRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetCredentialReportResponse> ExecuteAsync(
        GetCredentialReportRequest request, Call call, CancellationToken cancellationToken)
    {
        var report = await call.Transaction.FindAsync<CredentialReport>(call.Account.Value, cancellationToken)
            ?? throw new CredentialReportNotPresentException("Credential report not present.");
        if (report is not { GeneratedAt: { } generatedAt, Content: { } content })
        {
            throw new CredentialReportNotReadyException("Credential report is still being generated.");
        }

        if (report.IsExpired(call.Now))
        {
            throw new CredentialReportExpiredException("The most recent credential report has expired. Generate a new one.");
        }

        return new() { Content = await UnpackAsync(content, cancellationToken), ReportFormat = ReportFormatType.TextCsv, GeneratedTime = generatedAt };
    }

    private static async ValueTask<byte[]> UnpackAsync(byte[] content, CancellationToken cancellationToken)
    {
        await using var unpacked = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await unpacked.CopyToAsync(whole, cancellationToken);
        return whole.ToArray();
    }
}
