using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Tests.Models;

/// <summary>Makes random values of shapes.</summary>
internal static class ValueGen
{
    private const int DepthMax = 3;

    private static readonly int[] s_special =
        ['&', '<', '>', '"', '\'', '\\', '/', '+', '%', '=', '.', ',', ' ', '\t', '\n', '\r', 0x85, 0xA0, 0x2028, 0xFEFF];

    // Of what Unicode has, every kind that some protocol must take care of.
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Int[0x20, 0x7E],
        Gen.Int[0, s_special.Length - 1].Select(index => s_special[index]),
        Gen.Int[0x80, 0xD7FF],
        Gen.Int[0x10000, 0x10FFFF])
        .Select(character => new Rune(character).ToString()).Array[0, 12].Select(string.Concat);

    /// <summary>Makes values of a structure.</summary>
    public static Gen<JsonObject> Of(Shape shape, int depth = 0)
    {
        var members = shape.Members.ToArray();
        return Gen.Select(Gen.Bool.Array[members.Length], Gen.Int).SelectMany((isSet, _) =>
        {
            var set = members.Where((member, i) => isSet[i] && (depth < DepthMax || member.Target.Kind is not (ShapeKind.Structure or ShapeKind.List or ShapeKind.Map))).ToArray();
            return set.Length == 0
                ? Gen.Const(0).Select(_ => new JsonObject())
                : Sequence([.. set.Select(member => Value(member.Target, depth + 1))])
                    .Select(values => new JsonObject(set.Zip(values, (member, value) => KeyValuePair.Create(member.Name, value))));
        });
    }

    private static Gen<JsonNode?[]> Sequence(Gen<JsonNode?>[] gens)
        => gens.Aggregate(
            Gen.Const(0).Select(_ => Array.Empty<JsonNode?>()),
            (sofar, next) => Gen.Select(sofar, next, (values, value) => (JsonNode?[])[.. values, value]));

    private static Gen<JsonNode?> Value(Shape shape, int depth) => shape.Kind switch
    {
        ShapeKind.Structure => Of(shape, depth).Select(value => (JsonNode?)value),
        ShapeKind.List => Value(shape.Element.Target, depth).Array[1, 4].Select(values => (JsonNode?)new JsonArray(values)),
        ShapeKind.Map => Gen.Select(s_text, Value(shape.Value.Target, depth)).Array[1, 4]
            .Select(entries => (JsonNode?)new JsonObject(entries.DistinctBy(entry => entry.Item1, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2)))),
        ShapeKind.Integer => Gen.Int.Select(value => (JsonNode?)value),
        ShapeKind.Long => Gen.Long.Select(value => (JsonNode?)value),
        ShapeKind.Double => Gen.Double.Select(Real),
        ShapeKind.Float => Gen.Float.Select(value => Real(value)),
        ShapeKind.Boolean => Gen.Bool.Select(value => (JsonNode?)value),
        ShapeKind.Timestamp => Gen.Long[-62_135_596_800, 253_402_300_799].Select(seconds
            => (JsonNode?)DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        ShapeKind.Blob => Gen.Byte.Array[0, 40].Select(bytes => (JsonNode?)Convert.ToBase64String(bytes)),
        _ => s_text.Select(text => (JsonNode?)text),
    };

    private static JsonNode? Real(double value)
        => double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));
}
