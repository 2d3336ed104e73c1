using System.Collections.Concurrent;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.Recording;

/// <summary>The labels by which the event history finds a record: <see cref="AuditStream.Attributes"/>.</summary>
internal static class RecordLabels
{
    // The types come from the tables of the services, so their number is bounded.
    private static readonly ConcurrentDictionary<string, string> Types = new(StringComparer.Ordinal);

    // Calls come in runs of the same caller, whose credential the gate keeps.
    [ThreadStatic]
    private static (Caller Caller, string[] Labels)? t_caller;

    /// <summary>The label of an attribute with a value.</summary>
    public static string Of(string attribute, string value) => string.Concat(attribute, "=", value);

    /// <summary>Adds the labels of a record to a list; none of the caller when it is of another account.</summary>
    public static void Add(List<string> labels, RecordedOperation operation, Caller? caller, Guid eventId, List<EventResource> resources)
    {
        labels.AddRange(operation.Labels);
        labels.Add($"EventId={eventId:D}");
        if (caller is not null)
        {
            labels.AddRange(OfCaller(caller));
        }

        foreach (var resource in resources)
        {
            AddOnce(labels, Types.GetOrAdd(resource.Type, static type => Of("ResourceType", type)));
            AddOnce(labels, Of("ResourceName", resource.Name));
        }
    }

    private static string[] OfCaller(Caller caller)
    {
        if (t_caller is not { } last || !ReferenceEquals(last.Caller, caller))
        {
            var labels = new List<string>();
            if (UserIdentity.UsernameOf(caller) is { } username)
            {
                labels.Add(Of("Username", username));
            }

            if (caller.AccessKeyId is { } accessKeyId)
            {
                labels.Add(Of("AccessKeyId", accessKeyId));
            }

            t_caller = last = (caller, [.. labels]);
        }

        return last.Labels;
    }

    private static void AddOnce(List<string> labels, string label)
    {
        if (!labels.Contains(label))
        {
            labels.Add(label);
        }
    }
}
