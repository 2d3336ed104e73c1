using Holdfast.Kernel;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Services.Sts.Federation;
using Holdfast.Services.Tests.Iam;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Sts.Federation;

/// <summary>A world with a role that identity providers may be trusted with, and ways to ask for it.</summary>
public abstract class FederationTests() : IamTests(new ForgetUsedAssertion())
{
    /// <summary>The ARN of the role.</summary>
    protected const string RoleArn = "arn:aws:iam::111122223333:role/deploy";

    protected GivenKeySource Keys { get; } = new();

    private protected IdentityProviders Providers => new(World.Sealer);

    private protected OutboundIssuers Outbound => new(World.Sealer, World.Clock);

    /// <summary>Opens the session that an answer's credentials hold.</summary>
    protected Session Open(string accessKeyId, string token)
        => new SessionToken(World.Sealer).Open(accessKeyId, token) ?? throw new InvalidOperationException("The token does not open.");

    /// <summary>Puts the role in place.</summary>
    private protected Role GivenDeploy() => GivenRole("deploy");

    /// <summary>The values of a condition key of a target.</summary>
    protected static IReadOnlyList<string> ValuesOf(Target target, string key)
        => target.Context.SingleOrDefault(condition => condition.Name == key)?.Values ?? [];
}
