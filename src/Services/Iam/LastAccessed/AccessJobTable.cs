using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Finds reports on access and what they are about, and owns IAM's words for what is missing.</summary>
internal static class AccessJobTable
{
    /// <summary>Finds a report.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<AccessJob> AccessJobAsync(this Call call, string id, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<AccessJob>(AccessJob.KeyOf(call.Account, id), cancellationToken)
            ?? throw new NoSuchEntityException($"The job with ID {id} cannot be found.");

    /// <summary>Finds the entity of an ARN.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<AccessedEntity> AccessedEntityAsync(this Call call, string arn, CancellationToken cancellationToken)
        => await AccessedEntity.FindAsync(call.Transaction, call.Account, arn, cancellationToken)
            ?? throw new NoSuchEntityException($"ARN {arn} cannot be found.");

    /// <summary>Names an entity as what is acted on, with its tags.</summary>
    public static async ValueTask<Target> AccessedEntityTargetAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var target = new Target(new Arn(arn));
        try
        {
            return await AccessedEntity.FindAsync(call.Transaction, call.Account, arn, cancellationToken) is { } entity
                ? target with { Context = entity.Keys }
                : target;
        }
        catch (InvalidInputException)
        {
            // Whether the caller may ask is decided first.
            return target;
        }
    }

    /// <summary>Tells how far a report is.</summary>
    public static string StatusOf(this AccessJob job)
        => job.CompletionDate is null ? JobStatusType.InProgress
            : job.Services is null ? JobStatusType.FAILED
            : JobStatusType.COMPLETED;

    /// <summary>Tells why a report could not be made; null when it was, or will be.</summary>
    public static ErrorDetailsShape? ErrorOf(this AccessJob job)
        => job is { CompletionDate: not null, Services: null }
            ? new() { Code = "NoSuchEntity", Message = $"ARN {job.EntityArn} cannot be found." }
            : null;
}
