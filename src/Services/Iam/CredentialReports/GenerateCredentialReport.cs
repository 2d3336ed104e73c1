using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.CredentialReports;

/// <summary>Asks for a credential report, unless there is one that is less than four hours old, and tells how far it is.</summary>
internal sealed class GenerateCredentialReport : IOperation<GenerateCredentialReportRequest, GenerateCredentialReportResponse>
{
    public ValueTask<Target> TargetAsync(GenerateCredentialReportRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GenerateCredentialReportResponse> ExecuteAsync(
        GenerateCredentialReportRequest request, Call call, CancellationToken cancellationToken)
    {
        var report = await call.Transaction.FindAsync<CredentialReport>(call.Account.Value, cancellationToken);
        if (report is not null && !report.IsExpired(call.Now))
        {
            return new() { State = report.GeneratedAt is null ? ReportStateType.INPROGRESS : ReportStateType.COMPLETE };
        }

        call.Transaction.Put(report, new() { Account = call.Account });
        call.Transaction.Arm(new ArmedTimer(MakeCredentialReport.TimerKind, call.Account.Value, call.Now));
        return new()
        {
            State = ReportStateType.STARTED,
            Description = report is null ? "No report exists. Starting a new report generation task" : null,
        };
    }
}
