using System.Security.Cryptography;
using Holdfast.Gateway.Listening;

namespace Holdfast.Server.Secrets;

/// <summary>The two files beside the store that only their owner may read: the master key and the local certificate authority.</summary>
internal sealed class KeyFolder(string folder)
{
    private const string MasterKeyFile = "master.key";
    private const string AuthorityFile = "authority.pem";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the master key, or makes one at first start.</summary>
    /// <exception cref="StartException">The file is readable by others, or is not a key.</exception>
    public byte[] MasterKey()
    {
        var path = Path.Combine(folder, MasterKeyFile);
        if (!File.Exists(path))
        {
            var made = RandomNumberGenerator.GetBytes(AesSecretSealer.KeyBytes);
            Write(path, Convert.ToBase64String(made));
            return made;
        }

        var key = new byte[AesSecretSealer.KeyBytes + 1];
        return Convert.TryFromBase64String(Read(path).Trim(), key, out var length) && length == AesSecretSealer.KeyBytes
            ? key[..length]
            : throw new StartException($"{path} is not a master key: 32 bytes in base 64 are.");
    }

    /// <summary>Reads the local certificate authority, or makes one at first start.</summary>
    /// <exception cref="StartException">The file is readable by others, or is not a certificate with its key.</exception>
    public LocalAuthority Authority()
    {
        var path = Path.Combine(folder, AuthorityFile);
        if (!File.Exists(path))
        {
            var made = LocalAuthority.Create(TimeProvider.System);
            Write(path, made.ExportPem());
            return made;
        }

        try
        {
            return LocalAuthority.Load(Read(path), TimeProvider.System);
        }
        catch (CryptographicException unreadable)
        {
            throw new StartException($"{path} is not a certificate with its key: {unreadable.Message}");
        }
    }

    /// <summary>Reads the certificate of the authority for a person to trust; null before the first start.</summary>
    public string? CertificatePem()
    {
        if (!File.Exists(Path.Combine(folder, AuthorityFile)))
        {
            return null;
        }

        using var authority = Authority();
        return authority.CertificatePem;
    }

    private static string Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new StartException($"Others may read {path}. Take that right away: chmod 600 {path}");
        }

        return File.ReadAllText(path);
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
