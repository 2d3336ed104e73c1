using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Finds who an access key belongs to and which policies govern them.</summary>
/// <remarks>All that is read is read through the transaction, so that the gate knows when its memory of the answer is stale.</remarks>
public sealed class IdentitySource : IIdentitySource
{
    // Whom root vouches for has what was passed on of everything: root itself needs no policy, but a federated user is not root.
    private static readonly PolicySource AllOfRoot = new(
        PolicyPart.Identity, "root", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");

    /// <inheritdoc/>
    public async ValueTask<Identity?> FindAsync(IReadTransaction transaction, string accessKeyId, CancellationToken cancellationToken)
    {
        if (await transaction.FindByIndexAsync(AccessKey.ById, accessKeyId, cancellationToken) is not { } key)
        {
            return null;
        }

        return key.OwnerId == key.Account.Value
            ? await RootAsync(transaction, key, cancellationToken)
            : await UserAsync(transaction, key, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<Identity?> FindAsync(IReadTransaction transaction, Session session, CancellationToken cancellationToken)
    {
        var caller = new Caller
        {
            Kind = session.Kind,
            Account = session.Account,
            Arn = session.Arn,
            PrincipalId = session.PrincipalId,
            AccessKeyId = session.AccessKeyId,
            Tags = session.Tags,
            Session = session.Facts with { ExpiresAt = session.ExpiresAt },
        };
        var policies = new List<PolicySource>();
        if (session.Kind == CallerKind.AssumedRole)
        {
            return await transaction.FindRoleByIdAsync(session.IssuerId, cancellationToken) is { } role
                ? await RoleAsync(transaction, session, caller, role, cancellationToken)
                : null;
        }

        if (session.IssuerId == session.Account.Value)
        {
            if (session.Kind == CallerKind.FederatedUser)
            {
                policies.Add(AllOfRoot);
            }

            return await transaction.FindAsync<IamAccount>(session.Account.Value, cancellationToken) is null
                ? null
                : await WithSessionPoliciesAsync(transaction, session, caller, policies, cancellationToken);
        }

        if (await transaction.FindUserByIdAsync(session.IssuerId, cancellationToken) is not { } user)
        {
            return null;
        }

        await AddPoliciesAsync(policies, transaction, user, cancellationToken);
        return await WithSessionPoliciesAsync(transaction, session, OfUser(caller, user), policies, cancellationToken);
    }

    // A session of GetSessionToken is the user, under the name that the user has now; a federated user has a name of its own.
    private static Caller OfUser(Caller caller, User user)
        => caller.Kind == CallerKind.User
            ? caller with { Arn = user.Arn.Value, UserName = user.Name, Tags = user.Tags.ToDictionary() }
            : caller with { Session = caller.Session! with { IssuerArn = user.Arn.Value } };

    // The session is the role's, with the role's tags where no other was passed under the key ("Session tags … override").
    private static async ValueTask<Identity> RoleAsync(
        IReadTransaction transaction, Session session, Caller caller, Role role, CancellationToken cancellationToken)
    {
        var policies = new List<PolicySource>();
        var sources = new PolicySources(transaction, role.Account, policies);
        await sources.AddInlineAsync(PolicyPart.Identity, role.Id, cancellationToken);
        await sources.AddAttachedAsync(PolicyPart.Identity, role.Id, cancellationToken);
        if (role.BoundaryArn is { } boundary)
        {
            await sources.AddManagedAsync(PolicyPart.Boundary, boundary, cancellationToken);
        }

        var tags = role.Tags.ToDictionary();
        foreach (var (key, value) in session.Tags)
        {
            tags.Remove(key);
            tags.Add(key, value);
        }

        var ofRole = caller with
        {
            Tags = tags,
            Session = session.Facts with { IssuerArn = role.Arn.Value, IsServiceLinked = role.IsServiceLinked, ExpiresAt = session.ExpiresAt },
        };
        return await WithSessionPoliciesAsync(transaction, session, ofRole, policies, cancellationToken);
    }

    private static async ValueTask<Identity> WithSessionPoliciesAsync(
        IReadTransaction transaction, Session session, Caller caller, List<PolicySource> policies, CancellationToken cancellationToken)
    {
        var sources = new PolicySources(transaction, session.Account, policies);
        var number = 0;
        foreach (var document in session.Policies ?? [])
        {
            number++;
            policies.Add(new(PolicyPart.Session, $"session policy {number}", document));
        }

        foreach (var arn in session.PolicyArns)
        {
            await sources.AddPassedAsync(arn, cancellationToken);
        }

        return new Identity { Caller = caller, IsActive = true, Policies = policies };
    }

    private static async ValueTask<Identity?> RootAsync(IReadTransaction transaction, AccessKey key, CancellationToken cancellationToken)
        => await transaction.FindAsync<IamAccount>(key.Account.Value, cancellationToken) is { } account
            ? new Identity
            {
                Caller = account.ToCaller() with { AccessKeyId = key.Id },
                SealedSecret = key.SealedSecret,
                IsActive = key.Status == AccessKey.Active,
                Policies = [],
            }
            : null;

    private static async ValueTask<Identity?> UserAsync(IReadTransaction transaction, AccessKey key, CancellationToken cancellationToken)
    {
        if (await transaction.FindUserByIdAsync(key.OwnerId, cancellationToken) is not { } user)
        {
            return null;
        }

        var policies = new List<PolicySource>();
        await AddPoliciesAsync(policies, transaction, user, cancellationToken);
        return new Identity
        {
            Caller = user.ToCaller() with { AccessKeyId = key.Id },
            SealedSecret = key.SealedSecret,
            IsActive = key.Status == AccessKey.Active,
            Policies = policies,
        };
    }

    private static async ValueTask AddPoliciesAsync(
        List<PolicySource> policies, IReadTransaction transaction, User user, CancellationToken cancellationToken)
    {
        var sources = new PolicySources(transaction, user.Account, policies);
        await sources.AddInlineAsync(PolicyPart.Identity, user.Id, cancellationToken);
        await sources.AddAttachedAsync(PolicyPart.Identity, user.Id, cancellationToken);
        foreach (var membership in await transaction.MembershipsOfAsync(user.Id, cancellationToken))
        {
            await sources.AddInlineAsync(PolicyPart.Group, membership.GroupId, cancellationToken);
            await sources.AddAttachedAsync(PolicyPart.Group, membership.GroupId, cancellationToken);
        }

        if (user.BoundaryArn is { } boundary)
        {
            await sources.AddManagedAsync(PolicyPart.Boundary, boundary, cancellationToken);
        }
    }
}
