using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel;

/// <summary>Where the record of calls lives in the store: one stream for each account and region, an entry a call, in the published record format.</summary>
public static class AuditStream
{
    /// <summary>How long the event history goes back (AWS: ninety days).</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    /// <summary>The label prefix of each attribute that LookupEvents finds by; the label is <c>attribute=value</c>.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
        ["EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName", "EventSource", "AccessKeyId"];

    /// <summary>The name of the stream.</summary>
    public static string NameOf(AccountId account, Region region) => string.Concat(PrefixOf(account), region.Value);

    /// <summary>How long data events are kept for those who deliver them; nobody looks them up here.</summary>
    public static readonly TimeSpan DataRetention = TimeSpan.FromDays(1);

    /// <summary>The name of the stream of data events, in the same format.</summary>
    public static string DataNameOf(AccountId account, Region region) => string.Concat(DataPrefixOf(account), region.Value);

    /// <summary>How the names of an account's streams of data events begin, in all regions.</summary>
    public static string DataPrefixOf(AccountId account) => $"audit-data/{account.Value}/";

    /// <summary>The name of the stream of events that were imported from the files of another trail: they are found in the history, and delivered by no trail of this server.</summary>
    public static string ImportedNameOf(AccountId account, Region region) => string.Concat(ImportedPrefixOf(account), region.Value);

    /// <summary>How the names of an account's streams of imported events begin, in all regions.</summary>
    public static string ImportedPrefixOf(AccountId account) => $"audit-imported/{account.Value}/";

    /// <summary>How the names of an account's streams begin, in all regions.</summary>
    public static string PrefixOf(AccountId account) => $"audit/{account.Value}/";
}
