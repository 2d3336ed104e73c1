using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Asks for a report on the services that a user, group, role or policy gives access to, and on when they were last used.</summary>
internal sealed class GenerateServiceLastAccessedDetails
    : IOperation<GenerateServiceLastAccessedDetailsRequest, GenerateServiceLastAccessedDetailsResponse>
{
    public ValueTask<Target> TargetAsync(GenerateServiceLastAccessedDetailsRequest request, Call call, CancellationToken cancellationToken)
        => call.AccessedEntityTargetAsync(request.Arn, cancellationToken);

    public async ValueTask<GenerateServiceLastAccessedDetailsResponse> ExecuteAsync(
        GenerateServiceLastAccessedDetailsRequest request, Call call, CancellationToken cancellationToken)
    {
        _ = await call.AccessedEntityAsync(request.Arn, cancellationToken);
        var job = new AccessJob
        {
            Account = call.Account,
            Id = call.Ids.NewGuid().ToString("D"),
            EntityArn = request.Arn,
            Granularity = request.Granularity ?? AccessAdvisorUsageGranularityType.ServiceLevel,
            CreateDate = call.NowToTheSecond(),
        };
        call.Transaction.Insert(job);
        call.Transaction.Arm(new ArmedTimer(CompleteAccessJob.TimerKind, job.Key, call.Now));
        return new() { JobId = job.Id };
    }
}
