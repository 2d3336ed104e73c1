using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>Takes the events of a region, until it is full.</summary>
internal interface IEventSink
{
    /// <summary>Whether it takes no more.</summary>
    bool IsFull { get; }

    /// <summary>Adds an event.</summary>
    void Add(StreamEntry entry);
}
