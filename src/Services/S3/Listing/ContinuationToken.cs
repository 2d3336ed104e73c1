using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;

namespace Holdfast.Services.S3.Listing;

/// <summary>Where a listing goes on: a key or a common prefix, in a form that nobody is tempted to read, with a sum that tells a token from other text.</summary>
internal static class ContinuationToken
{
    private const int SumBytes = 4;

    /// <summary>Makes a token.</summary>
    public static string Make(string last)
    {
        var text = Encoding.UTF8.GetBytes(last);
        return Base64Url.EncodeToString([.. Crc32.Hash(text), .. text]);
    }

    /// <summary>Reads a token; the empty one stands for the beginning.</summary>
    public static string Read(string token)
    {
        if (token.Length == 0)
        {
            return "";
        }

        try
        {
            var bytes = Base64Url.DecodeFromChars(token);
            if (bytes.Length > SumBytes && bytes.AsSpan(0, SumBytes).SequenceEqual(Crc32.Hash(bytes.AsSpan(SumBytes))))
            {
                return Encoding.UTF8.GetString(bytes.AsSpan(SumBytes));
            }
        }
        catch (FormatException)
        {
            // It is refused below.
        }

        throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
