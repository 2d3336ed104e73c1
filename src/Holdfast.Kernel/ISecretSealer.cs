using System.Text;

namespace Holdfast.Kernel;

/// <summary>Seals secrets at rest.</summary>
public interface ISecretSealer
{
    /// <summary>Seals a secret; only the server's own key opens it.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="boundTo">What it belongs to, such as the access key id: a seal moved elsewhere does not open.</param>
    string Seal(string secret, string boundTo);

    /// <summary>Opens a sealed secret.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The seal was made under another key, for another thing, or was touched.</exception>
    string Open(string sealedSecret, string boundTo);

    /// <summary>Seals bytes; only the server's own key opens them.</summary>
    byte[] SealBytes(ReadOnlySpan<byte> plain, string boundTo) => Encoding.UTF8.GetBytes(Seal(Convert.ToBase64String(plain), boundTo));

    /// <summary>Opens sealed bytes.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The seal was made under another key, for another thing, or was touched.</exception>
    byte[] OpenBytes(ReadOnlySpan<byte> sealedBytes, string boundTo) => Convert.FromBase64String(Open(Encoding.UTF8.GetString(sealedBytes), boundTo));
}
