using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>Makes a document of a JSON tree: the shape of the language first, then the rules of the kind.</summary>
internal sealed class PolicyReader
{
    private readonly List<PolicyDiagnostic> _problems = [];

    public static PolicyParseResult Read(ReadOnlySpan<byte> utf8, PolicyKind kind)
    {
        if (JsonTree.Read(utf8, out var problem) is not { } root)
        {
            return new(null, [problem!]);
        }

        var reader = new PolicyReader();
        var document = reader.Document(root, kind);
        if (!reader._problems.Exists(static p => p.Code == PolicyDiagnosticCode.Syntax))
        {
            PolicyRules.Check(document, reader._problems);
        }

        return reader._problems.Count == 0
            ? new(document, [])
            : new(null, [.. reader._problems.OrderBy(static p => p.Code)]);
    }

    private PolicyDocument Document(JsonValue root, PolicyKind kind)
    {
        PolicyVersion? version = null;
        string? id = null;
        List<PolicyStatement>? statements = null;
        if (!Is(root, JsonShape.Object, "A policy is a JSON object."))
        {
            return new() { Kind = kind, Statements = [] };
        }

        foreach (var member in Members(root))
        {
            switch (member.Name)
            {
                case "Version":
                    version = Version(member.Value);
                    break;
                case "Id":
                    id = Text(member.Value, "Id is a text.");
                    break;
                case "Statement":
                    statements = Statements(member.Value);
                    break;
                default:
                    Syntax(member.NameSpan, $"A policy has no element {member.Name}.");
                    break;
            }
        }

        if (statements is null)
        {
            Syntax(root.Span, "A policy needs a Statement.");
        }

        return new()
        {
            Kind = kind,
            Version = version ?? PolicyVersion.V20081017,
            DeclaresVersion = version is not null,
            Id = id,
            Statements = [.. statements ?? []],
        };
    }

    private PolicyVersion? Version(JsonValue value)
    {
        switch (Text(value, "Version is a text."))
        {
            case "2012-10-17":
                return PolicyVersion.V20121017;
            case "2008-10-17":
                return PolicyVersion.V20081017;
            default:
                Syntax(value.Span, "Version is 2012-10-17 or 2008-10-17.");
                return null;
        }
    }

    private List<PolicyStatement> Statements(JsonValue value)
    {
        if (value.Shape == JsonShape.Object)
        {
            return [Statement(value)];
        }

        if (!Is(value, JsonShape.Array, "Statement is an object or a list of objects."))
        {
            return [];
        }

        if (value.Items.Count == 0)
        {
            Syntax(value.Span, "Statement is empty.");
        }

        var statements = new List<PolicyStatement>(value.Items.Count);
        foreach (var item in value.Items)
        {
            if (Is(item, JsonShape.Object, "A statement is an object."))
            {
                statements.Add(Statement(item));
            }
        }

        return statements;
    }

    private PolicyStatement Statement(JsonValue value)
    {
        string? sid = null;
        StatementEffect? effect = null;
        PrincipalElement? principal = null;
        PolicyElement? actions = null;
        PolicyElement? resources = null;
        ImmutableArray<ConditionClause> conditions = [];
        foreach (var (name, nameSpan, content) in Members(value))
        {
            switch (name)
            {
                case "Sid":
                    sid = Text(content, "Sid is a text.");
                    break;
                case "Effect":
                    effect = Effect(content);
                    break;
                case "Principal" or "NotPrincipal":
                    Once(principal, nameSpan, "Principal");
                    principal = Principal(content, isNegated: name == "NotPrincipal");
                    break;
                case "Action" or "NotAction":
                    Once(actions, nameSpan, "Action");
                    actions = Element(name, content, isNegated: name == "NotAction");
                    break;
                case "Resource" or "NotResource":
                    Once(resources, nameSpan, "Resource");
                    resources = Element(name, content, isNegated: name == "NotResource");
                    break;
                case "Condition":
                    conditions = Conditions(content);
                    break;
                default:
                    Syntax(nameSpan, $"A statement has no element {name}.");
                    break;
            }
        }

        if (effect is null)
        {
            Syntax(value.Span, "A statement needs an Effect, Allow or Deny.");
        }

        return new()
        {
            Sid = sid,
            Effect = effect ?? StatementEffect.Deny,
            Principal = principal,
            Actions = actions,
            Resources = resources,
            Conditions = conditions,
            Span = value.Span,
        };
    }

    private StatementEffect? Effect(JsonValue value)
    {
        var text = Text(value, "Effect is a text.");
        if (!Enum.TryParse<StatementEffect>(text, ignoreCase: true, out var effect)
            || !effect.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!effect.ToString().Equals(text, StringComparison.Ordinal))
        {
            // IAM reads "allow", and then its older parser refuses it.
            _problems.Add(new(
                PolicyDiagnosticCode.LegacyParsing,
                PolicyMessages.LegacyParsing,
                $"Effect is written {effect}, letter for letter.",
                value.Span.Start));
        }

        return effect;
    }

    private PolicyElement Element(string name, JsonValue value, bool isNegated) =>
        new(isNegated, Texts(value, $"{name} is a text or a list of texts."), value.Span);

    private ImmutableArray<PolicyText> Texts(JsonValue value, string expectation)
    {
        if (value.IsText)
        {
            return [new(value.Text, value.Span)];
        }

        if (!Is(value, JsonShape.Array, expectation))
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<PolicyText>(value.Items.Count);
        foreach (var item in value.Items)
        {
            if (Is(item, JsonShape.Text, expectation))
            {
                texts.Add(new(item.Text, item.Span));
            }
        }

        return texts.ToImmutable();
    }

    private PrincipalElement Principal(JsonValue value, bool isNegated)
    {
        var entries = ImmutableArray.CreateBuilder<PrincipalEntry>();
        if (value.IsText)
        {
            if (value.Text == "*")
            {
                entries.Add(new(PrincipalKind.Everyone, "*", value.Span));
            }
            else
            {
                Syntax(value.Span, "A principal is \"*\", or an object that names it under AWS, Service, "
                    + "Federated or CanonicalUser.");
            }
        }
        else if (Is(value, JsonShape.Object, "Principal is \"*\" or an object."))
        {
            foreach (var (name, nameSpan, content) in Members(value))
            {
                if (PrincipalKindOf(name) is not { } kind)
                {
                    Syntax(nameSpan, $"A principal has no kind {name}.");
                    continue;
                }

                foreach (var text in Texts(content, $"{name} is a text or a list of texts."))
                {
                    entries.Add(new(kind, text.Value, text.Span));
                }
            }
        }

        return new(isNegated, entries.ToImmutable(), value.Span);
    }

    private static PrincipalKind? PrincipalKindOf(string name) => name switch
    {
        "AWS" => PrincipalKind.Aws,
        "Service" => PrincipalKind.Service,
        "Federated" => PrincipalKind.Federated,
        "CanonicalUser" => PrincipalKind.CanonicalUser,
        _ => null,
    };

    private ImmutableArray<ConditionClause> Conditions(JsonValue value)
    {
        if (!Is(value, JsonShape.Object, "Condition is an object of operators."))
        {
            return [];
        }

        var clauses = ImmutableArray.CreateBuilder<ConditionClause>();
        foreach (var (name, nameSpan, content) in Members(value))
        {
            if (!Is(content, JsonShape.Object, "An operator holds an object of keys."))
            {
                continue;
            }

            var known = ConditionOperator.TryParse(name, out var operation);
            if (!known && content.Members.Count > 0)
            {
                // IAM takes any name over an empty object, which says nothing.
                Syntax(nameSpan, $"There is no condition operator {name}.");
                continue;
            }

            foreach (var (key, keySpan, compared) in Members(content))
            {
                clauses.Add(new(operation, key, ConditionValues(compared), new(keySpan.Start, compared.Span.End)));
            }
        }

        return clauses.ToImmutable();
    }

    private ImmutableArray<ConditionValue> ConditionValues(JsonValue value)
    {
        var values = ImmutableArray.CreateBuilder<ConditionValue>();
        IReadOnlyList<JsonValue> items = value.Shape == JsonShape.Array ? value.Items : [value];
        foreach (var item in items)
        {
            if (item.Shape is JsonShape.Text or JsonShape.Number or JsonShape.Boolean)
            {
                values.Add(new(item.Text, item.Shape != JsonShape.Text, item.Span));
            }
            else
            {
                Syntax(item.Span, "A condition compares with a text, a number, a boolean, or a list of them.");
            }
        }

        return values.ToImmutable();
    }

    private List<JsonMember> Members(JsonValue value)
    {
        for (var i = 1; i < value.Members.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (value.Members[i].Name == value.Members[j].Name)
                {
                    Syntax(value.Members[i].NameSpan, $"{value.Members[i].Name} stands here twice.");
                    return value.Members;
                }
            }
        }

        return value.Members;
    }

    private string? Text(JsonValue value, string expectation) =>
        Is(value, JsonShape.Text, expectation) ? value.Text : null;

    private bool Is(JsonValue value, JsonShape shape, string expectation)
    {
        if (value.Shape == shape)
        {
            return true;
        }

        Syntax(value.Span, expectation);
        return false;
    }

    private void Once(object? earlier, TextSpan span, string name)
    {
        if (earlier is not null)
        {
            Syntax(span, $"{name} and Not{name} exclude each other.");
        }
    }

    private void Syntax(TextSpan span, string detail) =>
        _problems.Add(new(PolicyDiagnosticCode.Syntax, PolicyMessages.Syntax, detail, span.Start));
}
