using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OutboundFederation;

namespace Holdfast.Services.Tests.Iam.OutboundFederation;

/// <summary>A world in which an account may be an issuer.</summary>
public abstract class OutboundTests : IamTests
{
    /// <summary>Makes the account an issuer.</summary>
    private protected Task<EnableOutboundWebIdentityFederationResponse> EnableAsync()
        => World.CallAsync(new EnableOutboundWebIdentityFederation(World.Sealer), new());

    /// <summary>The keys of the account.</summary>
    private protected Task<IReadOnlyList<OutboundKey>> KeysAsync() => World.ListAsync<OutboundKey>(OutboundKey.PrefixOf(Account));
}
