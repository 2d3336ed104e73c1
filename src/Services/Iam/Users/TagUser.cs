using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Users;

/// <summary>Adds tags to a user; a key that it has already gets the new value.</summary>
internal sealed class TagUser : IOperation<TagUserRequest, TagUserResponse>
{
    public async ValueTask<Target> TargetAsync(TagUserRequest request, Call call, CancellationToken cancellationToken)
        => (await call.UserTargetAsync(request.UserName, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagUserResponse> ExecuteAsync(TagUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var tags = TagRules.OfUsers.Put(user.Tags, TagRules.OfUsers.Read(request.Tags));
        call.Transaction.Replace(user, user with { Tags = tags });
        return new();
    }
}
