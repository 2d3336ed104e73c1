using Holdfast.Kernel;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Lists the users and roles that a report is about, each with its last use of one service.</summary>
internal sealed class GetServiceLastAccessedDetailsWithEntities(LastUses uses)
    : IOperation<GetServiceLastAccessedDetailsWithEntitiesRequest, GetServiceLastAccessedDetailsWithEntitiesResponse>
{
    public ValueTask<Target> TargetAsync(
        GetServiceLastAccessedDetailsWithEntitiesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetServiceLastAccessedDetailsWithEntitiesResponse> ExecuteAsync(
        GetServiceLastAccessedDetailsWithEntitiesRequest request, Call call, CancellationToken cancellationToken)
    {
        var job = await call.AccessJobAsync(request.JobId, cancellationToken);
        var entities = job.Services is not null
            && await AccessedEntity.FindAsync(call.Transaction, job.Account, job.EntityArn, cancellationToken) is { } entity
                ? await entity.AccessingAsync(call.Transaction, cancellationToken)
                : [];
        var page = IamListing.Of($"GetServiceLastAccessedDetailsWithEntities/{job.Id}/{request.ServiceNamespace}", request.Marker, request.MaxItems)
            .Of(entities, accessing => accessing.Id);
        var details = new List<EntityDetailsShape>(page.Items.Count);
        foreach (var accessing in page.Items)
        {
            details.Add(new()
            {
                EntityInfo = new()
                {
                    Arn = accessing.Arn,
                    Id = accessing.Id,
                    Name = accessing.Name,
                    Path = accessing.Path,
                    Type = accessing.Type,
                },
                LastAuthenticated = await LastAsync(job, accessing, request.ServiceNamespace, call, cancellationToken),
            });
        }

        return new()
        {
            JobStatus = job.StatusOf(),
            JobCreationDate = job.CreateDate,
            JobCompletionDate = job.CompletionDate,
            EntityDetailsList = details,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
            Error = job.ErrorOf(),
        };
    }

    private async ValueTask<DateTimeOffset?> LastAsync(
        AccessJob job, AccessingEntity accessing, string service, Call call, CancellationToken cancellationToken)
    {
        var used = await uses.OfPrincipalAsync(call.Transaction, job.Account, accessing.Id, cancellationToken);
        var last = used.FirstOrDefault(use => use.Service == service)?.Latest.At;
        return last >= call.Now - ServiceUse.Tracked ? last : null;
    }
}
