using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Finds OIDC providers, and owns IAM's words for one that is missing.</summary>
internal static class WebProviderTable
{
    private const string ResourceType = "oidc-provider/";

    /// <summary>Finds the provider of an ARN; null when there is none or the ARN is not one.</summary>
    public static async ValueTask<WebProvider?> FindWebProviderAsync(
        this IReadTransaction transaction, string arn, CancellationToken cancellationToken)
        => TryRead(arn, out var account, out var name)
            && await transaction.FindAsync<WebProvider>(WebProvider.KeyOf(account, name), cancellationToken) is { } provider
            && provider.Arn.Value == arn
                ? provider
                : null;

    /// <summary>Finds the provider of an ARN that a request brings.</summary>
    /// <exception cref="InvalidInputException">It is not the ARN of an OIDC provider.</exception>
    /// <exception cref="NoSuchEntityException">There is none in the account.</exception>
    public static async ValueTask<WebProvider> WebProviderAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        if (!TryRead(arn, out var account, out _))
        {
            throw new InvalidInputException($"Invalid ARN: {arn}");
        }

        return account == call.Account && await call.Transaction.FindWebProviderAsync(arn, cancellationToken) is { } provider
            ? provider
            : throw new NoSuchEntityException($"OpenIDConnect Provider not found for arn {arn}");
    }

    /// <summary>Names a provider as what is acted on, with its tags.</summary>
    public static async ValueTask<Target> WebProviderTargetAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var provider = await call.Transaction.FindWebProviderAsync(arn, cancellationToken);
        return new(new Arn(arn)) { Context = provider?.Tags.GlobalResourceKeys() ?? [] };
    }

    private static bool TryRead(string arn, out AccountId account, out string name)
    {
        (account, name) = (default, "");

        // The name may hold a colon, before a port.
        if (arn.Split(':', 6) is ["arn", { Length: > 0 }, "iam", "", var number, var resource]
            && AccountId.TryParse(number, null, out account)
            && resource.StartsWith(ResourceType, StringComparison.Ordinal))
        {
            name = resource[ResourceType.Length..];
        }

        return name.Length > 0;
    }
}
