using System.Security.Cryptography;

namespace Holdfast.Protocols.Signing;

/// <summary>Remembers derived signing keys, so that a warm signature costs one HMAC and not five.</summary>
/// <remarks>
/// A table of fixed size with four places per key; readers take no lock and writers replace whole entries, so a race
/// costs at most one derivation more. A lookup allocates nothing.
/// </remarks>
public sealed class SigningKeyCache
{
    /// <summary>The number of keys held unless told otherwise.</summary>
    public const int DefaultCapacity = 4096;

    private const int Ways = 4;
    private readonly Entry?[] _entries;
    private uint _clock;

    /// <summary>Makes a cache for about <paramref name="capacity"/> keys, rounded up to a power of two.</summary>
    public SigningKeyCache(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Ways);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 24);
        _entries = new Entry?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
    }

    /// <summary>The number of places, which bounds what the cache can hold.</summary>
    public int Capacity => _entries.Length;

    /// <summary>The signing key of a secret for a day, region and service, derived when it is not remembered.</summary>
    public ReadOnlySpan<byte> Get(SigningSecret secret, CredentialScope scope) => Find(secret, scope).Key;

    /// <summary>Signs a text with the signing key of a secret, as <see cref="Get"/> gives it.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="scope">Day, region and service.</param>
    /// <param name="text">What is signed.</param>
    /// <param name="mac">Receives the HMAC-SHA-256.</param>
    public void Sign(SigningSecret secret, CredentialScope scope, ReadOnlySpan<byte> text, Span<byte> mac)
        => Find(secret, scope).Sign(text, mac);

    private Entry Find(SigningSecret secret, CredentialScope scope)
    {
        var hash = Hash(secret, scope);
        var first = (int)((uint)hash & (uint)(_entries.Length - 1) & ~(uint)(Ways - 1));
        for (var way = 0; way < Ways; way++)
        {
            if (Volatile.Read(ref _entries[first + way]) is { } entry && entry.Matches(hash, secret, scope))
            {
                return entry;
            }
        }

        var made = new Entry(hash, secret, scope);
        var victim = first + (int)(Interlocked.Increment(ref _clock) % Ways);
        for (var way = 0; way < Ways; way++)
        {
            if (Volatile.Read(ref _entries[first + way]) is null)
            {
                victim = first + way;
                break;
            }
        }

        Volatile.Write(ref _entries[victim], made);
        return made;
    }

    /// <summary>Forgets every key.</summary>
    public void Clear() => Array.Clear(_entries);

    /// <summary>Derives a signing key without remembering it.</summary>
    internal static void Derive(SigningSecret secret, CredentialScope scope, Span<byte> key)
    {
        Span<byte> text = stackalloc byte[256];
        Step(secret.Prefixed, scope.Date, text, key);
        Step(key, scope.Region, text, key);
        Step(key, scope.Service, text, key);
        Step(key, CredentialScope.Terminator, text, key);
    }

    private static void Step(ReadOnlySpan<byte> key, ReadOnlySpan<char> text, Span<byte> scratch, Span<byte> output)
    {
        var buffer = new Utf8Buffer(scratch);
        buffer.Append(text);
        HMACSHA256.HashData(key, buffer.Written, output);
        buffer.Dispose();
    }

    private static int Hash(SigningSecret secret, CredentialScope scope) => HashCode.Combine(
        string.GetHashCode(secret.AccessKeyId, StringComparison.Ordinal),
        secret.Version,
        string.GetHashCode(scope.Date, StringComparison.Ordinal),
        string.GetHashCode(scope.Region, StringComparison.Ordinal),
        string.GetHashCode(scope.Service, StringComparison.Ordinal));

    // Entries are dropped while others may still sign with them, so what they hold is left to its finalizer.
#pragma warning disable CA1001
    private sealed class Entry
#pragma warning restore CA1001
    {
        private readonly int _hash;
        private readonly string _accessKeyId;
        private readonly long _version;
        private readonly string _date;
        private readonly string _region;
        private readonly string _service;

        // Keyed and ready: to set an HMAC up costs more than the hashing. Whoever finds it taken makes another.
        private IncrementalHash? _hmac;

        public Entry(int hash, SigningSecret secret, CredentialScope scope)
        {
            _hash = hash;
            _accessKeyId = secret.AccessKeyId;
            _version = secret.Version;
            _date = scope.Date.ToString();
            _region = scope.Region.ToString();
            _service = scope.Service.ToString();
            Derive(secret, scope, Key);
        }

        public byte[] Key { get; } = new byte[HMACSHA256.HashSizeInBytes];

        public void Sign(ReadOnlySpan<byte> text, Span<byte> mac)
        {
            var hmac = Interlocked.Exchange(ref _hmac, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key);
            hmac.AppendData(text);
            hmac.GetHashAndReset(mac);
            if (Interlocked.CompareExchange(ref _hmac, hmac, null) is not null)
            {
                hmac.Dispose();
            }
        }

        public bool Matches(int hash, SigningSecret secret, CredentialScope scope) =>
            hash == _hash && secret.Version == _version && secret.AccessKeyId == _accessKeyId
            && scope.Date.SequenceEqual(_date) && scope.Region.SequenceEqual(_region)
            && scope.Service.SequenceEqual(_service);
    }
}
