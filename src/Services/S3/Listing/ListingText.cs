using System.Buffers;
using System.Globalization;
using System.Text;

namespace Holdfast.Services.S3.Listing;

/// <summary>Keys in the form of <c>encoding-type=url</c>, by which XML carries what it otherwise could not.</summary>
internal static class ListingText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./*");

    /// <summary>Percent-encodes a text; a space becomes <c>%20</c>, which every decoder reads alike.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)value))
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
            }
        }

        return encoded.ToString();
    }
}
