using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>Finds the trail whose tags a request is about; it is named by its ARN.</summary>
internal static class TaggedTrails
{
    /// <summary>Finds the trail.</summary>
    /// <exception cref="CloudTrailARNInvalidException">What the request names is no ARN of a trail.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such trail.</exception>
    public static async ValueTask<Trail> TaggedTrailAsync(this Call call, string resourceId, CancellationToken cancellationToken)
    {
        if (!TrailName.IsArn(resourceId))
        {
            throw new CloudTrailARNInvalidException($"The specified ARN is not valid: {resourceId}. The format of a trail ARN is arn:aws:cloudtrail:region:account:trail/name.");
        }

        try
        {
            return await call.TrailAsync(resourceId, cancellationToken);
        }
        catch (TrailNotFoundException missing)
        {
            throw new ResourceNotFoundException(missing.Message);
        }
    }
}
