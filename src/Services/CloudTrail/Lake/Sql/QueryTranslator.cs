using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Services.CloudTrail.Lake.Engine;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>Turns a query in Lake's SQL, which is Trino's, into one of DuckDB's, and refuses what is more than a SELECT over event data stores.</summary>
/// <remarks>
/// DuckDB parses the query and gives the tree; each kind of node, table and function in it must be one that is known here. The engine runs the tree that was
/// looked at and not the text that came, and in a session that has nothing but the stores in any case.
/// </remarks>
/// <param name="session">A session; nothing is kept in it.</param>
/// <param name="now">The instant of the query, which the functions that tell the time give.</param>
internal sealed class QueryTranslator(DuckSession session, DateTimeOffset now)
{
    private const string Unnamed = "hf_column";
    private const string Written = "hf_written ";

    private const int TreeDepthMax = 2_000;
    private const int NodesMax = 500_000;

    // The tables that a map or a list of rows makes when it is unnested into named columns.
    private const string UnnestedRows = "SELECT * FROM (SELECT unnest(hf_0, max_depth := 2)) AS hf_t";
    private const string UnnestedMap = "SELECT * FROM (SELECT unnest(map_entries(hf_0), max_depth := 2)) AS hf_t";

    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = TreeDepthMax };
    private static readonly JsonWriterOptions s_written = new() { MaxDepth = TreeDepthMax };

    private static readonly string[] s_expressions =
        ["FUNCTION", "COLUMN_REF", "CONSTANT", "COMPARISON", "CONJUNCTION", "OPERATOR", "CAST", "CASE", "BETWEEN", "SUBQUERY", "STAR", "LAMBDA", "LAMBDA_REF", "WINDOW", "POSITIONAL_REFERENCE"];

    private static readonly string[] s_tables = ["BASE_TABLE", "TABLE_FUNCTION", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "EMPTY"];

    // Names that the engine takes for functions about itself where no column has them.
    private static readonly string[] s_ofEngine = ["current_catalog", "current_role", "current_schema", "current_time", "current_user", "localtime", "session_user"];

    private readonly HashSet<string> _stores = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> _templates = new(StringComparer.Ordinal);
    private int _nodes;
    private readonly HashSet<string> _subqueries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids of the stores that the query reads.</summary>
    public IReadOnlyCollection<string> Stores => _stores;

    /// <summary>The stretches of time of which the query needs the events, by store.</summary>
    public IReadOnlyDictionary<string, TimeRange> Ranges { get; private set; } = new Dictionary<string, TimeRange>(StringComparer.Ordinal);

    /// <summary>Translates a query.</summary>
    /// <exception cref="InvalidQueryStatementException">It is none, or does what queries may not.</exception>
    public string Translate(string statement)
    {
        var tree = Parse(QueryText.Quoted(statement));
        CollectSubqueries(tree);
        NameColumns(tree["statements"]![0]!["node"]!);
        var seen = Seen(tree);
        Ranges = TimeRange.Of(seen!);
        return session.Ask("SELECT json_deserialize_sql(CAST($1 AS JSON))", TextOf(seen!))
            ?? throw Invalid("The query cannot be understood.");
    }

    /// <summary>The name of a column of the answer: as the query writes it, or by its place.</summary>
    /// <param name="name">How the engine calls it.</param>
    /// <param name="number">Its place.</param>
    public static string ColumnOf(string name, int number)
        => name == Unnamed ? string.Create(CultureInfo.InvariantCulture, $"_col{number}")
            : name.StartsWith(Written, StringComparison.Ordinal) ? name[Written.Length..] : name;

    /// <summary>The refusal of a query.</summary>
    public static InvalidQueryStatementException Invalid(string reason) => new(reason);

    /// <summary>What the engine says of a query, without what it says of itself.</summary>
    public static string ReasonOf(string message)
    {
        var line = message.Split('\n', 2)[0];
        return line.Length > 900 ? line[..900] : line;
    }

    private static string TextOf(JsonNode tree)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, s_written))
        {
            tree.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private JsonNode Parse(string sql)
    {
        try
        {
            var tree = JsonNode.Parse(session.Ask("SELECT CAST(json_serialize_sql(CAST($1 AS VARCHAR)) AS VARCHAR)", sql) ?? "", documentOptions: s_deep)!;
            return (bool)tree["error"]! ? throw Invalid(ReasonOf((string?)tree["error_message"] ?? "The query cannot be parsed."))
                : tree["statements"]!.AsArray().Count == 1 ? tree
                : throw Invalid("The query must be one SELECT statement.");
        }
        catch (Exception fault) when (fault is JsonException or DuckException)
        {
            throw Invalid(fault is DuckException ? ReasonOf(fault.Message) : "The query is nested too deeply, or has a number that is out of range.");
        }
    }

    // The columns of the answer: as the query writes them, and what has no name is marked, to be named by its place.
    private static void NameColumns(JsonNode node)
    {
        var select = node;
        while ((string?)select["type"] == "SET_OPERATION_NODE" && select["left"] is { } left)
        {
            select = left;
        }

        foreach (var column in select["select_list"]?.AsArray() ?? [])
        {
            if ((string?)column!["class"] is { } kind && kind != "STAR" && (string?)column["alias"] is "")
            {
                column["alias"] = column["column_names"] is not JsonArray { Count: > 0 } names ? Unnamed
                    : names.Count == 1 && select == node ? Written + (string)names[0]!
                    : (string)names[^1]!;
            }
        }
    }

    private void CollectSubqueries(JsonNode? node)
    {
        if (node is JsonObject parts)
        {
            if (parts["cte_map"]?["map"] is JsonArray named)
            {
                _subqueries.UnionWith(named.Select(static entry => (string)entry!["key"]!));
            }

            foreach (var part in parts)
            {
                CollectSubqueries(part.Value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                CollectSubqueries(item);
            }
        }
    }

    // Gives the node as it may run: a copy, in which all is what is known here.
    private JsonNode? Seen(JsonNode? node) => node switch
    {
        _ when ++_nodes > NodesMax => throw Invalid("The query is too complex."),
        JsonObject parts => SeenObject(parts),
        JsonArray items => new JsonArray([.. items.Select(Seen)]),
        null => null,
        _ => node.DeepClone(),
    };

    private JsonNode SeenObject(JsonObject parts)
    {
        if ((string?)parts["class"] is { } kind)
        {
            return s_expressions.Contains(kind, StringComparer.Ordinal)
                ? SeenExpression(parts, kind)
                : throw Invalid($"{kind} is not allowed in a query.");
        }

        if (parts["type"] is JsonValue value && value.TryGetValue<string>(out var type))
        {
            var isNode = type.EndsWith("_NODE", StringComparison.Ordinal);
            if (isNode && type is not ("SELECT_NODE" or "SET_OPERATION_NODE" or "CTE_NODE"))
            {
                throw Invalid("Only SELECT statements that are not recursive are allowed.");
            }

            if (!isNode && parts.ContainsKey("sample") && parts.ContainsKey("alias"))
            {
                return SeenTable(parts, type);
            }
        }

        return Copied(parts);
    }

    private JsonObject Copied(JsonObject parts)
    {
        var copy = new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, Seen(part.Value))));
        foreach (var named in copy["cte_map"]?["map"]?.AsArray() ?? [])
        {
            named!["key"] = SubqueryOf((string)named["key"]!);
        }

        if (copy["cte_name"] is JsonValue name && name.TryGetValue<string>(out var text) && text.Length > 0)
        {
            copy["cte_name"] = SubqueryOf(text);
        }

        return copy;
    }

    // A name of WITH is another in the engine, so that where it is not in scope it is nothing, and never a table or view that the engine brings.
    private static string SubqueryOf(string name) => $"hf_with_{name.ToLowerInvariant()}";

    private JsonNode SeenExpression(JsonObject parts, string kind)
    {
        if (kind == "COLUMN_REF" && parts["column_names"] is JsonArray { Count: 1 } names && TimeOf((string)names[0]!) is { } time)
        {
            return Named(time, (string?)parts["alias"]);
        }

        return kind switch
        {
            "FUNCTION" or "WINDOW" => SeenFunction(parts, kind),
            "COLUMN_REF" when parts["column_names"] is JsonArray { Count: 1 } only && s_ofEngine.Contains((string)only[0]!, StringComparer.OrdinalIgnoreCase)
                => throw Invalid($"Column '{(string)only[0]!}' cannot be resolved"),
            "COLUMN_REF" => SeenColumn(parts),
            "CAST" when (string?)parts["cast_type"]?["id"] == "VARCHAR" && TrinoCalls.IsJson(parts["child"])
                => Named(Filled("hf_json_text(hf_0)", [parts["child"]!.DeepClone()]), (string?)parts["alias"]),
            _ => Copied(parts),
        };
    }

    // Names differ by more than their case nowhere in Trino, and in DuckDB where fields of rows are compared.
    private JsonObject SeenColumn(JsonObject parts)
    {
        var copy = Copied(parts);
        copy["column_names"] = new JsonArray([.. parts["column_names"]!.AsArray().Select(static name => (JsonNode)((string)name!).ToLowerInvariant())]);
        return copy;
    }

    private JsonNode SeenFunction(JsonObject parts, string kind)
    {
        var name = ((string)parts["function_name"]!).ToLowerInvariant();
        if ((string?)parts["schema"] is not ("" or "main") || (string?)parts["catalog"] is not "")
        {
            throw Invalid($"Function '{name}' not registered");
        }

        if (kind == "FUNCTION" && name == "now")
        {
            return Named(TimeOf("current_timestamp")!, (string?)parts["alias"]);
        }

        var arguments = parts["children"]!.AsArray();
        if (kind == "FUNCTION" && TrinoCalls.Of(name, arguments) is { } call)
        {
            return Named(Filled(call.Template, call.Arguments), (string?)parts["alias"]);
        }

        if (!TrinoFunctions.Names.TryGetValue(name, out var ours))
        {
            throw Invalid($"Function '{name}' not registered");
        }

        var copy = Copied(parts);
        copy["function_name"] = ours;
        copy["schema"] = "";
        return copy;
    }

    private JsonObject SeenTable(JsonObject parts, string type)
    {
        if (!s_tables.Contains(type, StringComparer.Ordinal))
        {
            throw Invalid($"{type} is not allowed in a query.");
        }

        return type switch
        {
            "BASE_TABLE" => SeenStore(parts),
            "TABLE_FUNCTION" => SeenUnnest(parts),
            _ => Copied(parts),
        };
    }

    private JsonObject SeenStore(JsonObject parts)
    {
        var name = (string)parts["table_name"]!;
        if ((string?)parts["schema_name"] is not "" || (string?)parts["catalog_name"] is not "")
        {
            throw Invalid($"Table {name} is not an event data store.");
        }

        var copy = Copied(parts);
        if (_subqueries.Contains(name))
        {
            copy["table_name"] = SubqueryOf(name);
            copy["alias"] = (string?)parts["alias"] is { Length: > 0 } alias ? alias : name;
            return copy;
        }

        var id = QueryText.IdOf(name) ?? throw Invalid($"Table {name} is not an event data store.");
        _stores.Add(id);
        copy["table_name"] = id;
        return copy;
    }

    private JsonObject SeenUnnest(JsonObject parts)
    {
        var function = parts["function"]!.AsObject();
        var arguments = function["children"]!.AsArray();
        if (!string.Equals((string?)function["function_name"], "unnest", StringComparison.OrdinalIgnoreCase) || arguments.Count != 1)
        {
            throw Invalid($"Table function '{(string?)function["function_name"]}' not registered");
        }

        var columns = parts["column_name_alias"]!.AsArray();
        if (columns.Count < 2 || (string?)parts["with_ordinality"] == "WITH_ORDINALITY")
        {
            return Copied(parts);
        }

        // Trino gives a column for each field of a row, and for key and value of a map.
        var table = Tree(TrinoCalls.IsMap(arguments[0]) ? UnnestedMap : UnnestedRows)["from_table"]!;
        var filled = Substituted(table, arguments)!.AsObject();
        filled["alias"] = (string?)parts["alias"] ?? "";
        filled["column_name_alias"] = columns.DeepClone();
        return filled;
    }

    // Queries live at one instant, and their clock is the server's, which may have been turned.
    private JsonNode? TimeOf(string name)
    {
        var instant = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return name.ToLowerInvariant() switch
        {
            "current_timestamp" or "localtimestamp" => Filled($"CAST('{instant}' AS TIMESTAMP)", []),
            "current_date" => Filled($"CAST('{instant[..10]}' AS DATE)", []),
            _ => null,
        };
    }

    private static JsonNode Named(JsonNode node, string? alias)
    {
        node["alias"] = alias ?? "";
        return node;
    }

    private JsonNode Filled(string expression, JsonArray arguments) => Substituted(Tree($"SELECT {expression}")["select_list"]![0], arguments)!;

    private JsonNode Tree(string sql)
    {
        if (!_templates.TryGetValue(sql, out var tree))
        {
            _templates[sql] = tree = Parse(sql)["statements"]![0]!["node"]!;
        }

        return tree;
    }

    // What is ours is taken as it is; what the query brought is looked at.
    private JsonNode? Substituted(JsonNode? node, JsonArray arguments) => node switch
    {
        JsonObject parts when NumberOf(parts) is { } number => number < arguments.Count
            ? Seen(arguments[number])
            : throw Invalid("A function has too few arguments."),
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, Substituted(part.Value, arguments)))),
        JsonArray items => new JsonArray([.. items.Select(item => Substituted(item, arguments))]),
        null => null,
        _ => node.DeepClone(),
    };

    private static int? NumberOf(JsonObject parts)
        => parts["column_names"] is JsonArray { Count: 1 } names && (string?)names[0] is ['h', 'f', '_', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
