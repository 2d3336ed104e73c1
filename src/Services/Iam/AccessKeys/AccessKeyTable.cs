using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.AccessKeys;

/// <summary>Finds access keys, and owns IAM's words for one that is missing.</summary>
internal static class AccessKeyTable
{
    /// <summary>Finds an access key of a user or of the root user.</summary>
    /// <exception cref="NoSuchEntityException">There is none, or it is another's.</exception>
    public static async ValueTask<AccessKey> AccessKeyAsync(this Call call, Subject owner, string id, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<AccessKey>(AccessKey.KeyOf(call.Account, owner.Id, id), cancellationToken)
            ?? throw new NoSuchEntityException($"The Access Key with id {id} cannot be found.");
}
