using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Users;

/// <summary>Takes tags from a user; keys that it does not have are passed over.</summary>
internal sealed class UntagUser : IOperation<UntagUserRequest, UntagUserResponse>
{
    public async ValueTask<Target> TargetAsync(UntagUserRequest request, Call call, CancellationToken cancellationToken)
        => (await call.UserTargetAsync(request.UserName, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagUserResponse> ExecuteAsync(UntagUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var tags = TagRules.OfUsers.Remove(user.Tags, request.TagKeys);
        if (tags.Count < user.Tags.Count)
        {
            call.Transaction.Replace(user, user with { Tags = tags });
        }

        return new();
    }
}
