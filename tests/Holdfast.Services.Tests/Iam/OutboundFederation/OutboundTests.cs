using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.OutboundFederation;

/// <summary>A world whose pump renews the keys of issuers.</summary>
public abstract class OutboundTests() : IamTests(new World(handlers: [new RenewOutboundKeys(new MarkingSealer())]))
{
    /// <summary>Makes the account an issuer.</summary>
    private protected Task<EnableOutboundWebIdentityFederationResponse> EnableAsync()
        => World.CallAsync(new EnableOutboundWebIdentityFederation(World.Sealer), new());

    /// <summary>The keys of the account.</summary>
    private protected Task<IReadOnlyList<OutboundKey>> KeysAsync() => World.ListAsync<OutboundKey>(OutboundKey.PrefixOf(Account));
}
