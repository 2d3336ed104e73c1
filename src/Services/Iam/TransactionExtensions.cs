using Holdfast.Store;

namespace Holdfast.Services.Iam;

/// <summary>Shorter ways to read and write.</summary>
internal static class TransactionExtensions
{
    /// <summary>Says whether there is any record under a prefix.</summary>
    public static async ValueTask<bool> HasAnyAsync<T>(this IReadTransaction transaction, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => (await transaction.ListAsync<T>(prefix, after: null, 1, cancellationToken)).Count > 0;

    /// <summary>Adds a record, or puts it in the place of the one that was found.</summary>
    public static void Put<T>(this ITransaction transaction, T? before, T after)
        where T : class, IRecord<T>
    {
        if (before is null)
        {
            transaction.Insert(after);
        }
        else
        {
            transaction.Replace(before, after);
        }
    }
}
