using System.Text;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Query;

/// <summary>Recognizes the operation of an AWS query or EC2 query request by its <c>Action</c>.</summary>
internal static class QueryRouter
{
    /// <summary>Finds the operation.</summary>
    public static OperationModel? Find(ServiceModel service, RequestParts request)
        => FindParameter(request, "Action"u8) is { } action ? service.FindOperation(action) : null;

    /// <summary>Finds a parameter that is never encoded, in the body or else in the query string.</summary>
    public static string? FindParameter(RequestParts request, ReadOnlySpan<byte> name)
    {
        var rest = request.Body.Span;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOf((byte)'&');
            var part = length < 0 ? rest : rest[..length];
            if (part.Length > name.Length && part[name.Length] == (byte)'=' && part.StartsWith(name))
            {
                return Encoding.UTF8.GetString(part[(name.Length + 1)..]);
            }

            rest = length < 0 ? default : rest[(length + 1)..];
        }

        foreach (var range in request.RawQuery.AsSpan().Split('&'))
        {
            var part = request.RawQuery.AsSpan(range);
            if (part.Length > name.Length && part[name.Length] == '=' && Ascii.Equals(name, part[..name.Length]))
            {
                return part[(name.Length + 1)..].ToString();
            }
        }

        return null;
    }
}
