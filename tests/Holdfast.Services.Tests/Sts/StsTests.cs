using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.Roles;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts;

/// <summary>A world with the roles and devices that tests of STS speak of.</summary>
public abstract class StsTests : IAsyncDisposable
{
    /// <summary>A session policy.</summary>
    protected const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""";

    /// <summary>The MFA device of alice.</summary>
    protected const string Device = "arn:aws:iam::111122223333:mfa/alice";

    /// <summary>The ARN of the role that most tests assume.</summary>
    protected const string RoleArn = "arn:aws:iam::111122223333:role/team/deploy";

    protected World World { get; } = new();

    private protected Dictionary<string, RoleFacts> Roles { get; } = new(StringComparer.Ordinal);

    private protected Dictionary<string, string> ManagedPolicies { get; } = new(StringComparer.Ordinal);

    private protected FakeDevices Devices { get; } = new();

    private protected IRoleDirectory Directory => new FakeRoles(Roles, ManagedPolicies);

    private protected AssumeRole AssumeRole => new(Directory, Devices, World.Sealer);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
    }

    /// <summary>Puts a role in place.</summary>
    private protected RoleFacts GivenRole(string arn = RoleArn, int hours = 1, params (string Key, string Value)[] tags)
    {
        var parsed = Arn.Parse(arn, null);
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        return Roles[arn] = new()
        {
            Account = new(parsed.Account),
            Arn = arn,
            Name = name,
            Id = "AROA" + name.ToUpperInvariant().PadRight(17, 'X'),
            TrustPolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}""",
            MaxSessionDuration = TimeSpan.FromHours(hours),
            Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
            IsServiceLinked = false,
        };
    }

    /// <summary>Opens the token of credentials.</summary>
    private protected Session Open(CredentialsShape credentials)
        => new SessionToken(World.Sealer).Open(credentials.AccessKeyId, credentials.SessionToken)!;

    /// <summary>A session of a role.</summary>
    protected static Caller RoleSession(string? sourceIdentity = null, IReadOnlyDictionary<string, string>? transitive = null) => new()
    {
        Kind = CallerKind.AssumedRole,
        Account = World.Account,
        Arn = $"arn:aws:sts::{World.Account}:assumed-role/first/night",
        PrincipalId = "AROACKCEVSQ6C2EXAMPLE:night",
        Session = new() { IssuedAt = DateTimeOffset.UnixEpoch, IssuerArn = $"arn:aws:iam::{World.Account}:role/first", SourceIdentity = sourceIdentity },
        TransitiveTags = transitive ?? new Dictionary<string, string>(),
    };

    /// <summary>Checks that a call is refused with an error that the model does not declare; gives the sentence.</summary>
    protected static async Task<string> RefusedAsync(string code, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<CommonException>(call);
        Assert.Equal(code, error.Code);
        return error.Message;
    }

    /// <summary>The values of a condition key of a target; null when it is not there.</summary>
    protected static string? ValueOf(Target target, string key)
        => target.Context.SingleOrDefault(found => found.Name == key) is { } found ? string.Join(',', found.Values) : null;

    private sealed class FakeRoles(Dictionary<string, RoleFacts> roles, Dictionary<string, string> policies) : IRoleDirectory
    {
        public ValueTask<RoleFacts?> FindRoleAsync(IReadTransaction transaction, string roleArn, CancellationToken cancellationToken)
            => new(roles.GetValueOrDefault(roleArn));

        public ValueTask<string?> FindManagedPolicyAsync(
            IReadTransaction transaction, AccountId account, string policyArn, CancellationToken cancellationToken)
            => new(policies.GetValueOrDefault(policyArn));

        public ValueTask<string?> FindArnAsync(IReadTransaction transaction, string uniqueId, CancellationToken cancellationToken)
            => throw new NotSupportedException("STS asks no role for its ARN.");
    }

    /// <summary>One device, whose codes work once.</summary>
    private protected sealed class FakeDevices : IMfaDevices
    {
        public HashSet<string> Codes { get; } = new(StringComparer.Ordinal) { "123456" };

        public List<string> Used { get; } = [];

        public ValueTask<bool> TryUseCodeAsync(
            ITransaction transaction, Caller caller, string serialNumber, string code, CancellationToken cancellationToken)
        {
            Used.Add(code);
            return new(Codes.Remove(code));
        }

        public ValueTask<IReadOnlyList<string>> SerialNumbersOfAsync(
            IReadTransaction transaction, Caller caller, CancellationToken cancellationToken)
            => new(caller.UserName == "alice" || caller.Kind == CallerKind.Root ? [Device] : []);
    }
}
