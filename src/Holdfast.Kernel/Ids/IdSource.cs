namespace Holdfast.Kernel.Ids;

/// <summary>Makes ids and secrets; a test replaces it with a seeded one.</summary>
public abstract class IdSource
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecretBytes = 30;
    private const int UniqueCharacters = 17;
    private const int AccessKeyCharacters = 16;

    /// <summary>Makes the id of a long-lived access key: <c>AKIA</c> and sixteen characters.</summary>
    public string NewAccessKeyId() => NewId("AKIA", AccessKeyCharacters);

    /// <summary>Makes the id of a temporary access key: <c>ASIA</c> and sixteen characters that tell the account (<see cref="AccessKeyIds"/>).</summary>
    public string NewTemporaryAccessKeyId(AccountId account)
    {
        Span<byte> bytes = stackalloc byte[AccessKeyIds.Bytes];
        Fill(bytes);
        return AccessKeyIds.Encode(AccessKeyIds.Temporary, account, bytes);
    }

    /// <summary>Makes the unique id of an IAM entity: a four-letter prefix such as <c>AIDA</c> and seventeen characters.</summary>
    public string NewUniqueId(string prefix) => NewId(prefix, UniqueCharacters);

    /// <summary>Makes the secret half of an access key: forty characters of base 64.</summary>
    public string NewSecret()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        Fill(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Makes a random (version 4) UUID.</summary>
    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Fills a buffer with random bytes.</summary>
    public abstract void Fill(Span<byte> buffer);

    private string NewId(string prefix, int count)
    {
        Span<byte> bytes = stackalloc byte[UniqueCharacters];
        bytes = bytes[..count];
        Fill(bytes);
        Span<char> characters = stackalloc char[UniqueCharacters];
        for (var i = 0; i < count; i++)
        {
            characters[i] = Base32[bytes[i] & 31];
        }

        return string.Concat(prefix, characters[..count]);
    }
}
