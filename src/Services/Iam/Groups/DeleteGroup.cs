using Holdfast.Kernel;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Deletes a group without members and policies.</summary>
internal sealed class DeleteGroup : IOperation<DeleteGroupRequest, DeleteGroupResponse>
{
    public ValueTask<Target> TargetAsync(DeleteGroupRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<DeleteGroupResponse> ExecuteAsync(DeleteGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        if (await WhatHangsOnAsync(group, call.Transaction, cancellationToken) is { } obstacle)
        {
            throw new DeleteConflictException($"Cannot delete entity, must {obstacle} first.");
        }

        call.Transaction.Delete(group);
        return new();
    }

    private static async ValueTask<string?> WhatHangsOnAsync(Group group, ITransaction transaction, CancellationToken cancellationToken)
    {
        if (await transaction.HasAnyAsync<Membership>(Membership.PrefixOf(group.Account, group.Id), cancellationToken))
        {
            return "remove users from group";
        }

        if (await transaction.HasAnyAsync<InlinePolicy>(InlinePolicy.PrefixOf(group.Account, group.Id), cancellationToken))
        {
            return "delete policies";
        }

        return (await transaction.AttachmentsOfAsync(group.Id, cancellationToken)).Count > 0 ? "detach all policies" : null;
    }
}
