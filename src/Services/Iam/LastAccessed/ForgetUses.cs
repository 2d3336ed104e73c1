using Holdfast.Kernel.Work;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Drops what is known of the uses of a user, role or access key that was deleted.</summary>
internal sealed class ForgetUses : IFollower
{
    public string Name => "iam/usage-forget";

    public IReadOnlyCollection<string> Collections { get; } =
        [User.Type.Collection, Role.Type.Collection, AccessKey.Type.Collection];

    public async ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken)
    {
        // A new name is a new key: what was deleted under the old one lives on.
        if (!change.AfterJson.IsEmpty)
        {
            return;
        }

        if (change.Collection == AccessKey.Type.Collection)
        {
            var key = (AccessKey)AccessKey.Type.Read(change.BeforeJson.Span);
            await DropOneAsync<KeyUse>(step, KeyUse.KeyOf(key.Account, key.Id), cancellationToken);
        }
        else if (change.Collection == User.Type.Collection)
        {
            var user = (User)User.Type.Read(change.BeforeJson.Span);
            if (await step.Transaction.FindUserByIdAsync(user.Id, cancellationToken) is null)
            {
                await DropServicesAsync(step, ServiceUse.PrefixOf(user.Account, user.Id), cancellationToken);
            }
        }
        else
        {
            var role = (Role)Role.Type.Read(change.BeforeJson.Span);
            await DropServicesAsync(step, ServiceUse.PrefixOf(role.Account, role.Id), cancellationToken);
            await DropOneAsync<RoleLastUse>(step, RoleLastUse.KeyOf(role.Account, role.Id), cancellationToken);
        }
    }

    private static async ValueTask DropServicesAsync(Step step, string prefix, CancellationToken cancellationToken)
    {
        foreach (var use in await step.Transaction.ListAsync<ServiceUse>(prefix, cancellationToken))
        {
            step.Transaction.Delete(use);
        }
    }

    private static async ValueTask DropOneAsync<T>(Step step, string key, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        if (await step.Transaction.FindAsync<T>(key, cancellationToken) is { } use)
        {
            step.Transaction.Delete(use);
        }
    }
}
