using Holdfast.Kernel.Ids;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.PolicyHolders;

/// <summary>A user, group or role as what policies hang on: what its inline and attached policies are kept under, and how many it may have.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Account">The account that it is in.</param>
/// <param name="Id">Its unique id.</param>
/// <param name="Name">Its name.</param>
internal sealed record PolicyHolder(PolicyHolderKind Kind, AccountId Account, string Id, string Name)
{
    /// <summary>Takes a user.</summary>
    public static PolicyHolder Of(User user) => new(PolicyHolderKind.User, user.Account, user.Id, user.Name);

    /// <summary>Takes a group.</summary>
    public static PolicyHolder Of(Group group) => new(PolicyHolderKind.Group, group.Account, group.Id, group.Name);

    /// <summary>Takes a role.</summary>
    public static PolicyHolder Of(Role role) => new(PolicyHolderKind.Role, role.Account, role.Id, role.Name);

    /// <summary>Gives the holder as messages name it, such as <c>user alice</c>.</summary>
    public override string ToString() => $"{Kind.Word} {Name}";
}

/// <summary>What differs between users, groups and roles where policies hang on them ("IAM and AWS STS quotas").</summary>
/// <param name="Word">What messages call it.</param>
/// <param name="InlineCharacters">Characters that all inline policies of one may have together.</param>
/// <param name="AttachmentsQuota">The name of the quota of attached policies.</param>
/// <param name="AttachmentsOf">Gives the quota of attached policies.</param>
internal sealed record PolicyHolderKind(string Word, int InlineCharacters, string AttachmentsQuota, Func<IamQuotas, int> AttachmentsOf)
{
    /// <summary>Users.</summary>
    public static PolicyHolderKind User { get; } =
        new("user", PolicyQuotas.UserInlinePolicies, "PoliciesPerUser", static quotas => quotas.PoliciesPerUser);

    /// <summary>Groups.</summary>
    public static PolicyHolderKind Group { get; } =
        new("group", PolicyQuotas.GroupInlinePolicies, "PoliciesPerGroup", static quotas => quotas.PoliciesPerGroup);

    /// <summary>Roles.</summary>
    public static PolicyHolderKind Role { get; } =
        new("role", PolicyQuotas.RoleInlinePolicies, "PoliciesPerRole", static quotas => quotas.PoliciesPerRole);
}
