using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Sts;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam;

/// <summary>A world with the users, groups and policies that tests of IAM speak of, and a way to say "refused, and nothing changed".</summary>
public abstract class IamTests : IAsyncDisposable
{
    /// <summary>A policy that allows something.</summary>
    protected const string Document = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""";

    /// <summary>Another policy.</summary>
    protected const string OtherDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""";

    /// <summary>A trust policy that names no user or role.</summary>
    protected const string Trust =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""";

    /// <summary>The name of a role that is linked to a service.</summary>
    protected const string LinkedRoleName = "AWSServiceRoleForECS";

    /// <summary>What is answered to who would change that role.</summary>
    protected const string ProtectedRole =
        "Cannot perform the operation on the protected role 'AWSServiceRoleForECS' - this role is only modifiable by AWS";

    /// <summary>When what is given was made.</summary>
    protected static readonly DateTimeOffset Created = new(2029, 12, 1, 0, 0, 0, TimeSpan.Zero);

    protected IamTests(params ITimerHandler[] further)
    {
        var iam = new IamService();
        Uses = new(Journal, [iam.Model, new StsService().Model], [World.Region]);
        var dependencies = new Dependencies().Add<ISecretSealer>(new MarkingSealer()).Add(Uses);
        World = new(followers: iam.Followers(dependencies), handlers: [.. iam.TimerHandlers(dependencies), .. further]);
    }

    protected World World { get; }

    private protected IamQuotas Quotas { get; } = new();

    /// <summary>The uses that no record tells of yet.</summary>
    private protected UsageJournal Journal { get; } = new();

    /// <summary>What was last used.</summary>
    private protected LastUses Uses { get; }

    protected static AccountId Account => World.Account;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
    }

    /// <summary>Puts a user in place.</summary>
    private protected User GivenUser(string name, string path = "/", params (string Key, string Value)[] tags)
    {
        var user = new User
        {
            Account = Account,
            Partition = "aws",
            Name = name,
            Path = path,
            Id = IdOf(User.IdPrefix, name),
            CreateDate = Created,
            Tags = [.. tags.Select(tag => new Holdfast.Services.Iam.Tags.Tag(tag.Key, tag.Value))],
        };
        World.Given(user);
        return user;
    }

    /// <summary>Puts a group in place.</summary>
    private protected Group GivenGroup(string name, string path = "/")
    {
        var group = new Group { Account = Account, Partition = "aws", Name = name, Path = path, Id = IdOf(Group.IdPrefix, name), CreateDate = Created };
        World.Given(group);
        return group;
    }

    /// <summary>Puts a role in place.</summary>
    private protected Role GivenRole(string name, string path = "/", string trust = Trust, params (string Key, string Value)[] tags)
    {
        var role = NewRole(name, path, trust, tags);
        World.Given(role);
        return role;
    }

    /// <summary>Makes a role that is not in place yet.</summary>
    private protected static Role NewRole(string name, string path = "/", string trust = Trust, params (string Key, string Value)[] tags)
        => new()
        {
            Account = Account,
            Partition = "aws",
            Name = name,
            Path = path,
            Id = IdOf(Role.IdPrefix, name),
            CreateDate = Created,
            Trust = new(trust, []),
            MaxSessionSeconds = Role.DefaultSessionSeconds,
            Tags = [.. tags.Select(tag => new Holdfast.Services.Iam.Tags.Tag(tag.Key, tag.Value))],
        };

    /// <summary>Makes a policy the boundary of a role.</summary>
    private protected async Task<Role> GivenBoundaryAsync(ManagedPolicy policy, Role role)
    {
        await World.CallAsync(new PutRolePermissionsBoundary(), new() { RoleName = role.Name, PermissionsBoundary = policy.Arn.Value });
        return role with { BoundaryArn = policy.Arn.Value };
    }

    /// <summary>Puts a role in place that is linked to a service.</summary>
    private protected Role GivenLinkedRole()
    {
        var role = NewRole(LinkedRoleName, "/aws-service-role/ecs.amazonaws.com/") with { LinkedService = "ecs.amazonaws.com" };
        World.Given(role);
        return role;
    }

    /// <summary>Puts an instance profile in place.</summary>
    private protected InstanceProfile GivenInstanceProfile(
        string name, string path = "/", Role? role = null, params (string Key, string Value)[] tags)
    {
        var profile = new InstanceProfile
        {
            Account = Account,
            Partition = "aws",
            Name = name,
            Path = path,
            Id = IdOf(InstanceProfile.IdPrefix, name),
            CreateDate = Created,
            RoleId = role?.Id,
            Tags = [.. tags.Select(tag => new Holdfast.Services.Iam.Tags.Tag(tag.Key, tag.Value))],
        };
        World.Given(profile);
        return profile;
    }

    /// <summary>Puts a managed policy with one version in place.</summary>
    private protected ManagedPolicy GivenPolicy(string name, string path = "/", string document = Document, params (string Key, string Value)[] tags)
    {
        var policy = new ManagedPolicy
        {
            Account = Account,
            Partition = "aws",
            Name = name,
            Path = path,
            Id = IdOf(ManagedPolicy.IdPrefix, name),
            CreateDate = Created,
            UpdateDate = Created,
            DefaultVersion = 1,
            LastVersion = 1,
            Tags = [.. tags.Select(tag => new Holdfast.Services.Iam.Tags.Tag(tag.Key, tag.Value))],
        };
        World.Given(policy);
        World.Given(new ManagedPolicyVersion { Account = Account, PolicyId = policy.Id, Number = 1, Document = document, CreateDate = Created });
        return policy;
    }

    /// <summary>Puts a membership in place.</summary>
    private protected void GivenMember(Group group, User user)
        => World.Given(new Membership { Account = Account, GroupId = group.Id, UserId = user.Id, UserName = user.Name });

    /// <summary>Puts an inline policy in place.</summary>
    private protected void GivenInline(string ownerId, string name, string document = Document)
        => World.Given(new InlinePolicy { Account = Account, OwnerId = ownerId, Name = name, Document = document });

    /// <summary>Attaches a policy.</summary>
    private protected void GivenAttached(ManagedPolicy policy, string entityId) => World.Given(policy.UsedBy(entityId, PolicyUseKind.Attached));

    /// <summary>Makes a policy the boundary of a user.</summary>
    private protected async Task<User> GivenBoundaryAsync(ManagedPolicy policy, User user)
    {
        await World.CallAsync(new PutUserPermissionsBoundary(), new() { UserName = user.Name, PermissionsBoundary = policy.Arn.Value });
        return user with { BoundaryArn = policy.Arn.Value };
    }

    /// <summary>Checks that a call is refused and that nothing changed; gives AWS's sentence.</summary>
    protected async Task<string> RefusedAsync<TException>(Func<Task> call)
        where TException : ServiceException
    {
        var before = World.Changes.Count;
        var error = await Assert.ThrowsAsync<TException>(call);
        Assert.Equal(before, World.Changes.Count);
        return error.Message;
    }

    /// <summary>Makes a session of a role, which has no user name.</summary>
    protected static Caller Session => new()
    {
        Kind = CallerKind.AssumedRole,
        Account = Account,
        Arn = $"arn:aws:sts::{Account}:assumed-role/admin/night",
        PrincipalId = "AROACKCEVSQ6C2EXAMPLE:night",
    };

    private static string IdOf(string prefix, string name) => prefix + name.ToUpperInvariant().PadRight(17, 'X')[..17].Replace('-', '7');
}
