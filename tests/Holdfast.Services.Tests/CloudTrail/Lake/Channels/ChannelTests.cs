using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Channels;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Channels;

/// <summary>Shorter ways to make channels.</summary>
public abstract class ChannelTests : LakeTests
{
    /// <summary>The name of most channels.</summary>
    protected new const string Name = "apps";

    private protected Task<CreateChannelResponse> CreateAsync(string store, string name = Name, IReadOnlyList<TagShape>? tags = null)
        => World.CallAsync(new CreateChannel(), new() { Name = name, Source = "Custom", Destinations = DestinationsOf(store), Tags = tags });

    private protected static IReadOnlyList<DestinationShape> DestinationsOf(string store)
        => [new() { Type = DestinationType.EventDataStore, Location = store.Length == 36 ? StoreArnOf(store) : store }];
}
