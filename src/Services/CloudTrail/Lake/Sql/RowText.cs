using Holdfast.Services.CloudTrail.Lake.Engine;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>Makes the expressions that turn values into the texts that answers have: rows and maps as <c>{name=value}</c>, lists as <c>[a, b]</c>, instants to the millisecond.</summary>
internal static class RowText
{
    /// <summary>The query whose columns are the texts of another's, in their order.</summary>
    public static string Of(string sql, IReadOnlyList<(string Name, DuckType Type)> columns)
    {
        var names = Enumerable.Range(0, columns.Count).Select(static number => $"c{number}").ToList();
        var texts = columns.Select((column, number) => TextOf(names[number], column.Type, depth: 0));
        return $"SELECT {string.Join(", ", texts)} FROM ({sql}) AS hf_answer({string.Join(", ", names)})";
    }

    private static string TextOf(string value, DuckType type, int depth) => type.Kind switch
    {
        DuckTypeKind.Text => value,
        DuckTypeKind.Timestamp => $"strftime({value}, '%Y-%m-%d %H:%M:%S.%g')",
        DuckTypeKind.ZonedTimestamp => $"strftime(CAST({value} AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g UTC')",
        DuckTypeKind.Bytes => $"to_base64({value})",
        DuckTypeKind.List => $"'[' || array_to_string(list_transform({value}, lambda x{depth}: {Inner($"x{depth}", type.Children[0].Type, depth)}), ', ') || ']'",
        DuckTypeKind.Map => $"'{{' || array_to_string(list_transform(map_entries({value}), lambda x{depth}: {Entry(type, depth)}), ', ') || '}}'",
        DuckTypeKind.Row => $"CASE WHEN {value} IS NOT NULL THEN concat('{{', {Fields(value, type, depth)}, '}}') END",
        _ => $"CAST({value} AS VARCHAR)",
    };

    private static string Entry(DuckType type, int depth)
        => $"{Inner($"x{depth}.key", type.Children[0].Type, depth)} || '=' || {Inner($"x{depth}.value", type.Children[1].Type, depth)}";

    private static string Fields(string value, DuckType type, int depth)
        => string.Join(
            ", ', ', ",
            type.Children.Select(field =>
                $"{DuckSession.Quote(field.Name + "=")}, {Inner($"struct_extract({value}, {DuckSession.Quote(field.Name)})", field.Type, depth)}"));

    private static string Inner(string value, DuckType type, int depth) => $"coalesce({TextOf(value, type, depth + 1)}, 'null')";
}
