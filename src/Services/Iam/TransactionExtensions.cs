using Holdfast.Store;

namespace Holdfast.Services.Iam;

/// <summary>Shorter ways to read.</summary>
internal static class TransactionExtensions
{
    /// <summary>Says whether there is any record under a prefix.</summary>
    public static async ValueTask<bool> HasAnyAsync<T>(this IReadTransaction transaction, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => (await transaction.ListAsync<T>(prefix, after: null, 1, cancellationToken)).Count > 0;
}
