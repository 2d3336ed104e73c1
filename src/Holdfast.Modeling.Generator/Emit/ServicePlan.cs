using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>What is emitted for a service: the implemented operations, the shapes they reach, and the C# name of each.</summary>
internal sealed class ServicePlan
{
    private static readonly string[] PlainKinds =
        ["String", "Integer", "Long", "Float", "Double", "Boolean", "Timestamp", "Blob", "Document"];

    private readonly Dictionary<string, ShapeSpec> _shapes;
    private readonly Dictionary<string, string> _structures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _enums = new(StringComparer.Ordinal);

    public ServicePlan(ServiceSpec service, string @namespace, ISet<string> implemented)
    {
        Service = service;
        Namespace = @namespace;
        _shapes = service.Shapes.ToDictionary(static shape => shape.Name, StringComparer.Ordinal);
        Operations = service.Operations.Where(operation => implemented.Contains(operation.Name)).ToList();
        var names = new NameTable(service.Folder + "Service", FactsClass, service.Folder + "Catalog");
        foreach (var operation in Operations)
        {
            names.Claim(operation.Name + "Request");
            names.Claim(operation.Name + "Response");
        }

        var reached = Reach();
        var factNames = new NameTable([.. NameTable.OfObject, FactsClass]);
        foreach (var shape in reached)
        {
            if (shape.Kind == "Structure")
            {
                _structures[shape.Name] = names.Claim(Suffixed(shape.Name, "Shape"));
            }
            else if (!IsPlain(shape))
            {
                _facts[shape.Name] = factNames.Claim(NameTable.Pascal(shape.Name));
            }
        }

        var errors = Operations.SelectMany(static operation => operation.Errors).Distinct(StringComparer.Ordinal);
        foreach (var error in errors.OrderBy(static name => name, StringComparer.Ordinal))
        {
            _errors[error] = names.Claim(Suffixed(error, "Exception"));
        }

        foreach (var shape in reached.Where(static shape => shape.Values.Count > 0))
        {
            _enums[shape.Name] = names.Claim(NameTable.Pascal(shape.Name), "Values");
        }
    }

    public ServiceSpec Service { get; }

    public string Namespace { get; }

    public string FactsClass => Service.Folder + "Shapes";

    public IReadOnlyList<OperationSpec> Operations { get; }

    /// <summary>The structures inside requests, responses and errors, with the names of their records.</summary>
    public IEnumerable<(ShapeSpec Shape, string Name)> Structures => Named(_structures);

    public IEnumerable<(ShapeSpec Shape, string Name)> Errors => Named(_errors);

    /// <summary>The shapes other than structures that have facts of their own.</summary>
    public IEnumerable<(ShapeSpec Shape, string Name)> Facts => Named(_facts);

    public IEnumerable<(ShapeSpec Shape, string Name)> Enums => Named(_enums);

    public ShapeSpec Shape(string name) => _shapes[name];

    public ShapeSpec? Find(string? name) => name is not null && _shapes.TryGetValue(name, out var shape) ? shape : null;

    public string StructureName(string shape) => _structures[shape];

    /// <summary>Names the expression that gives the facts of a shape.</summary>
    public string FactsOf(string shape)
    {
        if (_structures.TryGetValue(shape, out var structure))
        {
            return structure + ".Facts";
        }

        return _facts.TryGetValue(shape, out var facts) ? $"{FactsClass}.{facts}" : $"HF::PlainShapes.{_shapes[shape].Kind}";
    }

    private static string Suffixed(string name, string suffix)
    {
        var pascal = NameTable.Pascal(name);
        return pascal.EndsWith(suffix, StringComparison.Ordinal) ? pascal : pascal + suffix;
    }

    private static bool IsPlain(ShapeSpec shape)
        => PlainKinds.Contains(shape.Kind)
            && shape == new ShapeSpec { Name = shape.Name, Kind = shape.Kind };

    private IEnumerable<(ShapeSpec Shape, string Name)> Named(Dictionary<string, string> names)
        => names.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(pair => (_shapes[pair.Key], pair.Value));

    /// <summary>Finds the shapes that stand inside the requests, responses and errors of the implemented operations.</summary>
    private List<ShapeSpec> Reach()
    {
        var found = new SortedDictionary<string, ShapeSpec>(StringComparer.Ordinal);
        var roots = Operations
            .SelectMany(static operation => operation.Errors.Append(operation.Input).Append(operation.Output))
            .Where(name => Find(name) is not null)
            .Distinct(StringComparer.Ordinal);
        var open = new Stack<ShapeSpec>(roots.Select(name => _shapes[name!]));
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().Members)
            {
                if (Find(member.Target) is { } target && !found.ContainsKey(target.Name))
                {
                    found.Add(target.Name, target);
                    open.Push(target);
                }
            }
        }

        return found.Values.ToList();
    }
}
