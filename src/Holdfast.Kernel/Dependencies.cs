namespace Holdfast.Kernel;

/// <summary>The few things that operations may ask for in their constructors: ports, the sealer, options. Filled once, at start.</summary>
public sealed class Dependencies
{
    private readonly Dictionary<Type, object> _values = [];

    /// <summary>Adds a dependency under the type that asks for it.</summary>
    public Dependencies Add<T>(T value)
        where T : class
    {
        _values.Add(typeof(T), value);
        return this;
    }

    /// <summary>Gives the dependency of that type; null when nothing provides it.</summary>
    public T? Find<T>()
        where T : class
        => _values.TryGetValue(typeof(T), out var value) ? (T)value : null;

    /// <summary>Gives the dependency of that type.</summary>
    /// <exception cref="InvalidOperationException">Nothing of that type was added at start.</exception>
    public T Get<T>()
        where T : class
        => _values.TryGetValue(typeof(T), out var value)
            ? (T)value
            : throw new InvalidOperationException($"Nothing provides {typeof(T).Name}: add it where the server is composed.");
}
