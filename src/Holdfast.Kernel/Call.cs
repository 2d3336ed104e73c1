using System.Diagnostics.CodeAnalysis;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel;

/// <summary>Everything an operation may know of the world: who calls, when, whence, and through which transaction.</summary>
public sealed class Call
{
    private CallMemory? _memory;

    /// <summary>Makes a call of the members that follow.</summary>
    public Call()
    {
    }

    // All of another but its memory.
    [SetsRequiredMembers]
    private Call(Call call)
    {
        Account = call.Account;
        Region = call.Region;
        Caller = call.Caller;
        Now = call.Now;
        Ids = call.Ids;
        Transaction = call.Transaction;
        RequestId = call.RequestId;
        Request = call.Request;
        ViaService = call.ViaService;
        Source = call.Source;
        Authority = call.Authority;
    }

    /// <summary>The account that owns what the call touches.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that the call is made in; the partition's home region for global services.</summary>
    public required Region Region { get; init; }

    /// <summary>The principal that signed the call.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The instant of the call; it does not move while the operation runs.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The source of every id and secret.</summary>
    public required IdSource Ids { get; init; }

    /// <summary>The transaction that commits with the audit event of the call; an operation that may run again gets a fresh one.</summary>
    public required ITransaction Transaction { get; init; }

    /// <summary>The id that the answer and the record carry.</summary>
    public required string RequestId { get; init; }

    /// <summary>The facts of the request that conditions and records speak of.</summary>
    public required RequestFacts Request { get; init; }

    /// <summary>The service through which the principal calls, such as <c>s3.eu-west-1.amazonaws.com</c> (<c>kms:ViaService</c>); null when it calls itself.</summary>
    public string? ViaService { get; init; }

    /// <summary>The resource on whose behalf a service calls (<c>aws:SourceArn</c>, <c>aws:SourceAccount</c>); null for everybody else.</summary>
    public CallSource? Source { get; init; }

    /// <summary>What governs the caller; null for services, whom only the policies of resources govern.</summary>
    public Authority? Authority { get; init; }

    /// <summary>What the operation keeps until the call ends, however often it runs.</summary>
    public CallMemory Memory
    {
        get => _memory ??= new();
        init => _memory = value;
    }

    /// <summary>The partition of the region.</summary>
    public Partition Partition => Region.Partition;

    /// <summary>The same call as it is made in another region, in the same transaction.</summary>
    public Call In(Region region) => new(this) { Region = region };

    /// <summary>The same call with a memory of its own, for one of several things that a service does within it.</summary>
    public Call Apart() => new(this) { RequestId = Ids.NewGuid().ToString() };

    /// <summary>The call that a service makes as somebody else, such as the session of a role, in the same transaction.</summary>
    /// <param name="caller">Who calls now.</param>
    /// <param name="authority">What governs them.</param>
    public Call As(Caller caller, Authority authority)
        => new(this) { RequestId = Ids.NewGuid().ToString(), Account = caller.Account, Caller = caller, Authority = authority, Source = null };

    /// <summary>The call that a service makes on behalf of the caller of this one, in the same transaction.</summary>
    /// <param name="service">The service as its endpoints are named, such as <c>s3</c>.</param>
    public Call Through(string service)
    {
        var principal = $"{service}.{Partition.DnsSuffix}";
        return new(this)
        {
            RequestId = Ids.NewGuid().ToString(),
            Request = Request with { SourceIp = principal, UserAgent = principal, Referer = null, Host = "" },
            ViaService = $"{service}.{Region.Value}.{Partition.DnsSuffix}",
            Source = null,
        };
    }
}

/// <summary>The resource on whose behalf a service calls.</summary>
/// <param name="Arn">The resource, such as the trail whose files are delivered.</param>
/// <param name="Account">The account that it is in.</param>
public sealed record CallSource(string Arn, AccountId Account);
