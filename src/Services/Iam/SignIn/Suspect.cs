using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>Whose failures are counted: somebody who may or may not exist, or an address.</summary>
/// <param name="Kind">The kind of counter.</param>
/// <param name="Hash">The hash of who it is, by which two in one place are told apart.</param>
/// <param name="Number">The hash as a number, by which the place is found.</param>
internal sealed record Suspect(string Kind, string Hash, uint Number)
{
    private const int HashBytes = 16;
    private const int NetworkBytes = 8;

    /// <summary>An IAM user, or whoever is typed as one.</summary>
    /// <param name="account">The number of the account, or what was typed when there is no such account.</param>
    /// <param name="userName">The name.</param>
    public static Suspect User(string account, string userName)
        => Of(FailureCounter.OfPrincipal, $"user\n{account.ToUpperInvariant()}\n{userName.ToUpperInvariant()}");

    /// <summary>A root user, or whoever is typed as one.</summary>
    /// <param name="accountOrEmail">The number of the account, or the address that was typed when no root user has it.</param>
    public static Suspect Root(string accountOrEmail) => Of(FailureCounter.OfPrincipal, $"root\n{accountOrEmail.ToUpperInvariant()}");

    /// <summary>An address; of an IPv6 address the network, whose other addresses cost nothing.</summary>
    public static Suspect Source(string address) => Of(FailureCounter.OfSource, NetworkOf(address));

    private static string NetworkOf(string text)
        => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : text;

    private static Suspect Of(string kind, string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new(kind, Convert.ToHexString(hash, 0, HashBytes), BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(HashBytes)));
    }
}
