using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.Recording;

/// <summary>The labels by which the event history finds a record: <see cref="AuditStream.Attributes"/>.</summary>
internal static class RecordLabels
{
    /// <summary>The label of an attribute with a value.</summary>
    public static string Of(string attribute, string value) => string.Concat(attribute, "=", value);

    /// <summary>Adds the labels of a record to a list.</summary>
    public static void Add(List<string> labels, RecordedOperation operation, Caller caller, Guid eventId, List<EventResource> resources)
    {
        labels.AddRange(operation.Labels);
        labels.Add($"EventId={eventId:D}");
        if (UserIdentity.UsernameOf(caller) is { } username)
        {
            labels.Add(Of("Username", username));
        }

        if (caller.AccessKeyId is { } accessKeyId)
        {
            labels.Add(Of("AccessKeyId", accessKeyId));
        }

        foreach (var resource in resources)
        {
            AddOnce(labels, Of("ResourceType", resource.Type));
            AddOnce(labels, Of("ResourceName", resource.Name));
        }
    }

    private static void AddOnce(List<string> labels, string label)
    {
        if (!labels.Contains(label))
        {
            labels.Add(label);
        }
    }
}
