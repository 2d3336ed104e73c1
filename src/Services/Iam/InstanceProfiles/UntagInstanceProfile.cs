using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Takes tags from an instance profile; keys that it does not have are passed over.</summary>
internal sealed class UntagInstanceProfile : IOperation<UntagInstanceProfileRequest, UntagInstanceProfileResponse>
{
    public async ValueTask<Target> TargetAsync(UntagInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
        => (await call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagInstanceProfileResponse> ExecuteAsync(
        UntagInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        var tags = TagRules.OfInstanceProfiles.Remove(profile.Tags, request.TagKeys);
        if (tags.Count < profile.Tags.Count)
        {
            call.Transaction.Replace(profile, profile with { Tags = tags });
        }

        return new();
    }
}
