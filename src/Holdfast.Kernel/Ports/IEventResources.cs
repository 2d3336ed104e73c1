namespace Holdfast.Kernel.Ports;

/// <summary>Says which resources the record of a call names; implemented by the gateway, asked by the service that answers from the event history.</summary>
/// <remarks>The published record format has no place for them, so they are found in the parameters again, by the same rule that found the labels.</remarks>
public interface IEventResources
{
    /// <summary>Finds the resources that a record names, each once, in the order of the record.</summary>
    /// <param name="record">The record, as UTF-8 JSON.</param>
    IReadOnlyList<EventResource> Of(ReadOnlySpan<byte> record);
}

/// <summary>A resource that the record of a call names.</summary>
/// <param name="Type">The type, such as <c>AWS::IAM::User</c>.</param>
/// <param name="Name">The name, id or ARN that the record gives.</param>
public readonly record struct EventResource(string Type, string Name);
