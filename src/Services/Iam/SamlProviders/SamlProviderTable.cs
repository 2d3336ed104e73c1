using Holdfast.Federation.Saml;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Finds SAML providers, checks what is said of them, and owns IAM's words for what is wrong.</summary>
internal static class SamlProviderTable
{
    private const string ResourceType = "saml-provider/";

    // "The provider's metadata … no validUntil": IAM then shows a hundred years from the creation.
    private const int YearsByDefault = 100;

    /// <summary>Finds the provider of an ARN in whatever account; null when there is none or the ARN is not one.</summary>
    public static async ValueTask<SamlProvider?> FindSamlProviderAsync(
        this IReadTransaction transaction, string arn, CancellationToken cancellationToken)
        => TryRead(arn, out var account, out var name)
            && await transaction.FindAsync<SamlProvider>(SamlProvider.KeyOf(account, name), cancellationToken) is { } provider
            && provider.Arn.Value == arn
                ? provider
                : null;

    /// <summary>Finds the provider of an ARN that a request brings.</summary>
    /// <exception cref="InvalidInputException">It is not the ARN of a SAML provider.</exception>
    /// <exception cref="NoSuchEntityException">There is none in the account.</exception>
    public static async ValueTask<SamlProvider> SamlProviderAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        if (!TryRead(arn, out var account, out _))
        {
            throw new InvalidInputException($"Invalid ARN: {arn}");
        }

        return account == call.Account && await call.Transaction.FindSamlProviderAsync(arn, cancellationToken) is { } provider
            ? provider
            : throw new NoSuchEntityException($"Manifest not found for arn {arn}");
    }

    /// <summary>Names a provider as what is acted on, with its tags.</summary>
    public static async ValueTask<Target> SamlProviderTargetAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var provider = await call.Transaction.FindSamlProviderAsync(arn, cancellationToken);
        return new(new Arn(arn)) { Context = provider?.Tags.GlobalResourceKeys() ?? [] };
    }

    /// <summary>Reads a metadata document.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static SamlMetadata ReadMetadata(string document)
        => SamlMetadata.TryParse(document) ?? throw new InvalidInputException("Could not parse metadata");

    /// <summary>Until when a document holds.</summary>
    public static DateTimeOffset ValidUntil(this SamlMetadata metadata, DateTimeOffset now)
        => (metadata.ValidUntil ?? now.AddYears(YearsByDefault)).ToTheSecond();

    private static bool TryRead(string arn, out AccountId account, out string name)
    {
        (account, name) = (default, "");
        if (arn.Split(':', 6) is ["arn", { Length: > 0 }, "iam", "", var number, var resource]
            && AccountId.TryParse(number, null, out account)
            && resource.StartsWith(ResourceType, StringComparison.Ordinal)
            && resource.Length > ResourceType.Length
            && resource.IndexOf('/', ResourceType.Length) < 0)
        {
            name = resource[ResourceType.Length..];
        }

        return name.Length > 0;
    }
}
