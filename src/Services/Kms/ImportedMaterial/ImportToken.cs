using System.Globalization;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.ImportedMaterial;

/// <summary>What opens the material that somebody imports: the server keeps none of it, the caller carries it sealed.</summary>
/// <param name="KeyRecord">The key of the record of the key that it is for.</param>
/// <param name="Algorithm">How the material is wrapped.</param>
/// <param name="ValidTo">When it ends.</param>
/// <param name="PrivateKey">The private half of the wrapping pair, in base 64.</param>
internal sealed record ImportToken(string KeyRecord, string Algorithm, DateTimeOffset ValidTo, string PrivateKey)
{
    /// <summary>How long parameters for import are good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const char Separator = '\n';

    /// <summary>Seals it.</summary>
    public byte[] Write(KeyRing ring) => ring.SealImport(string.Join(
        Separator, KeyRecord, Algorithm, ValidTo.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), PrivateKey));

    /// <summary>Opens one for a key.</summary>
    /// <exception cref="InvalidImportTokenException">It is none, or another key's.</exception>
    /// <exception cref="ExpiredImportTokenException">Its time is over.</exception>
    public static ImportToken Read(ReadOnlySpan<byte> bytes, Key key, DateTimeOffset now, KeyRing ring)
    {
        var parts = ring.OpenImport(bytes).Split(Separator);
        var token = new ImportToken(
            parts[0], parts[1], DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)), parts[3]);
        if (token.KeyRecord != key.RecordKey)
        {
            throw new InvalidImportTokenException($"The import token was not made for {key.Arn}.");
        }

        return token.ValidTo > now ? token : throw new ExpiredImportTokenException("The import token has expired.");
    }

    /// <summary>Leaves the private key out.</summary>
    public override string ToString() => $"ImportToken {{ {KeyRecord} }}";
}
