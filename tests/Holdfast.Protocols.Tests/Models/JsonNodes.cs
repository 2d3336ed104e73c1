using System.Text.Json.Nodes;

namespace Holdfast.Protocols.Tests.Models;

internal static class JsonNodes
{
    /// <summary>The text of a member, if there is an object, and it has that member.</summary>
    public static string? Text(this JsonNode? node, string name) => (string?)(node as JsonObject)?[name];
}
