using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Sts;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

/// <summary>A world in which calls were made, as the recorder notes them.</summary>
public abstract class UsageTests : IamTests
{
    private static readonly ServiceModel Iam = new IamService().Model;
    private static readonly ServiceModel Sts = new StsService().Model;

    /// <summary>Puts an access key of a user in place.</summary>
    private protected AccessKey GivenKey(User user, string id = "AKIAIOSFODNN7EXAMPLE", string status = AccessKey.Active, DateTimeOffset? created = null)
    {
        var key = new AccessKey
        {
            Account = Account,
            OwnerId = user.Id,
            Id = id,
            SealedSecret = "sealed",
            Status = status,
            CreateDate = created ?? Created,
        };
        World.Given(key);
        return key;
    }

    /// <summary>Makes a user who calls with a key.</summary>
    private protected static Caller CallerOf(User user, AccessKey key) => new()
    {
        Kind = CallerKind.User,
        Account = user.Account,
        Arn = user.Arn.Value,
        PrincipalId = user.Id,
        UserName = user.Name,
        AccessKeyId = key.Id,
    };

    /// <summary>Makes a session of a role.</summary>
    private protected static Caller CallerOf(Role role) => new()
    {
        Kind = CallerKind.AssumedRole,
        Account = role.Account,
        Arn = $"arn:aws:sts::{role.Account}:assumed-role/{role.Name}/night",
        PrincipalId = role.Id + ":night",
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
        Session = new() { IssuedAt = Created, IssuerArn = role.Arn.Value },
    };

    /// <summary>Finds an operation of IAM or STS.</summary>
    protected static OperationModel Operation(string name) => Iam.FindOperation(name) ?? Sts.FindOperation(name)!;

    /// <summary>Notes a call of this instant, as the recorder does.</summary>
    protected void Called(Caller caller, string operation, string region = "us-east-1")
        => Journal.Note(caller, Operation(operation), new Region(region), World.Now);

    /// <summary>Deletes a record as if an earlier call had.</summary>
    private protected async Task GoneAsync<T>(T record)
        where T : class, IRecord<T>
    {
        using var transaction = World.Store.Begin(new Cause("gone", 0));
        transaction.Delete((await transaction.FindAsync<T>(record.Key, CancellationToken.None))!);
        Assert.Equal(CommitOutcome.Committed, await World.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None));
    }

    /// <summary>Lets a part of a second pass.</summary>
    protected void Tick(double seconds) => World.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
