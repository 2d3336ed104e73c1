using Holdfast.Kernel;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Gives a report that was asked for: the services that are granted, each with its last use.</summary>
internal sealed class GetServiceLastAccessedDetails : IOperation<GetServiceLastAccessedDetailsRequest, GetServiceLastAccessedDetailsResponse>
{
    public ValueTask<Target> TargetAsync(GetServiceLastAccessedDetailsRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetServiceLastAccessedDetailsResponse> ExecuteAsync(
        GetServiceLastAccessedDetailsRequest request, Call call, CancellationToken cancellationToken)
    {
        var job = await call.AccessJobAsync(request.JobId, cancellationToken);
        var page = IamListing.Of("GetServiceLastAccessedDetails/" + job.Id, request.Marker, request.MaxItems)
            .Of(job.Services ?? [], service => service.Namespace);
        return new()
        {
            JobStatus = job.StatusOf(),
            JobType = job.Granularity,
            JobCreationDate = job.CreateDate,
            JobCompletionDate = job.CompletionDate,
            ServicesLastAccessed = page.Select(ToShape).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
            Error = job.ErrorOf(),
        };
    }

    private static ServiceLastAccessedShape ToShape(AccessedService service) => new()
    {
        ServiceName = ServiceNames.All.GetValueOrDefault(service.Namespace, service.Namespace),
        ServiceNamespace = service.Namespace,
        LastAuthenticated = service.Last?.At,
        LastAuthenticatedEntity = service.EntityArn,
        LastAuthenticatedRegion = service.Last?.Region,
        TotalAuthenticatedEntities = service.Entities,
        TrackedActionsLastAccessed = service.Actions?.Select(action => new TrackedActionLastAccessedShape
        {
            ActionName = action.Name,
            LastAccessedEntity = action.EntityArn,
            LastAccessedTime = action.Last?.At,
            LastAccessedRegion = action.Last?.Region,
        }).ToList(),
    };
}
