using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Adds tags to an instance profile; a key that it has already gets the new value.</summary>
internal sealed class TagInstanceProfile : IOperation<TagInstanceProfileRequest, TagInstanceProfileResponse>
{
    public async ValueTask<Target> TargetAsync(TagInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
        => (await call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagInstanceProfileResponse> ExecuteAsync(
        TagInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        var tags = TagRules.OfInstanceProfiles.Put(profile.Tags, TagRules.OfInstanceProfiles.Read(request.Tags));
        call.Transaction.Replace(profile, profile with { Tags = tags });
        return new();
    }
}
