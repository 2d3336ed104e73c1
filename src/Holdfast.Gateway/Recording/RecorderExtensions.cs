using Holdfast.Kernel.Ids;
using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Gateway.Recording;

/// <summary>Records calls for all whom they concern.</summary>
internal static class RecorderExtensions
{
    /// <summary>Records a call in the caller's account and, when it succeeded on what other accounts own, in theirs: what they were spared is not their business.</summary>
    public static void RecordForAll(this IRecorder recorder, ITransaction transaction, in RecordedCall recorded, IdSource ids)
    {
        var others = recorded.Error is null && recorded.Resources is { Count: > 0 } named ? OthersThan(recorded.Caller.Account, named) : null;
        if (others is null)
        {
            recorder.Record(transaction, recorded);
            return;
        }

        var shared = recorded with { SharedEventId = ids.NewGuid() };
        recorder.Record(transaction, shared);
        foreach (var other in others)
        {
            recorder.Record(transaction, shared with { Account = other });
        }
    }

    // Most calls concern nobody else, and cost no list.
    private static List<AccountId>? OthersThan(AccountId own, IReadOnlyList<NamedResource> named)
    {
        List<AccountId>? others = null;
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Owner != own && others?.Contains(named[i].Owner) is not true)
            {
                (others ??= []).Add(named[i].Owner);
            }
        }

        return others;
    }
}
