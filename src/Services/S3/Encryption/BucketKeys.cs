using System.Collections.Concurrent;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.S3.Encryption;

/// <summary>The data keys of buckets that are in use: one serves the objects that a requester puts into or reads from a bucket for a short while, so that KMS is asked seldom.</summary>
/// <remarks>
/// "A unique bucket-level key is generated at least once per requester", so that each requester's access is captured in a record of KMS
/// (S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys"). What was not committed, record and all, is not kept here.
/// </remarks>
internal sealed class BucketKeys
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private const int KeptMax = 1_000;

    private readonly ConcurrentDictionary<string, Entry> _kept = new(StringComparer.Ordinal);

    /// <summary>Finds the data key under which a requester's objects of a bucket are sealed; null when there is none.</summary>
    public DataKey? Find(Call call, string bucket, KeyPurpose purpose) => Find(call, NameOf(call, bucket, purpose));

    /// <summary>Keeps a data key once the call is committed.</summary>
    public void Offer(Call call, string bucket, KeyPurpose purpose, DataKey key)
        => call.Memory.Keep(new Offered(this, NameOf(call, bucket, purpose), new(key, call.Now + Lifetime)));

    /// <summary>Finds what a sealed data key is in the clear, when the requester had it opened lately.</summary>
    public byte[]? FindOpened(Call call, byte[] sealedKey) => Find(call, NameOf(call, sealedKey))?.Plaintext.ToArray();

    /// <summary>Keeps an opened data key once the call is committed.</summary>
    public void OfferOpened(Call call, byte[] sealedKey, byte[] key)
        => call.Memory.Keep(new Offered(this, NameOf(call, sealedKey), new(new("", sealedKey) { Plaintext = key }, call.Now + Lifetime)));

    private static string RequesterOf(Call call) => call.Caller.IssuerId ?? call.Caller.Arn;

    private static string NameOf(Call call, string bucket, KeyPurpose purpose)
        => string.Join('\n', ["make", RequesterOf(call), bucket, purpose.KeyId, .. purpose.Context.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}\t{pair.Value}")]);

    private static string NameOf(Call call, byte[] sealedKey) => $"open\n{RequesterOf(call)}\n{Convert.ToBase64String(sealedKey)}";

    private DataKey? Find(Call call, string name) => _kept.TryGetValue(name, out var entry) && call.Now < entry.EndsAt ? entry.Key : null;

    private void Keep(string name, Entry entry)
    {
        if (_kept.Count >= KeptMax)
        {
            _kept.Clear();
        }

        _kept[name] = entry;
    }

    private sealed record Entry(DataKey Key, DateTimeOffset EndsAt);

    private sealed class Offered(BucketKeys keys, string name, Entry entry) : IKept
    {
        public ValueTask EndAsync(bool isCommitted)
        {
            if (isCommitted)
            {
                keys.Keep(name, entry);
            }

            return default;
        }
    }
}
