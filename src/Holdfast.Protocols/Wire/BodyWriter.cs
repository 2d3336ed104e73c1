using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>A writer that knows whether a value stands in a structure, where it has a name, or in a list or map.</summary>
internal abstract class BodyWriter : ShapeWriter
{
    private bool[] _isNamed = new bool[16];
    private int _depth;

    /// <summary>Whether the next value stands in a structure.</summary>
    protected bool InStructure => _depth > 0 && _isNamed[_depth];

    /// <summary>How many structures, lists and maps are open.</summary>
    protected int Depth => _depth;

    /// <summary>Goes into a structure, list or map.</summary>
    protected void Enter(bool isStructure)
    {
        if (++_depth == _isNamed.Length)
        {
            Array.Resize(ref _isNamed, _depth * 2);
        }

        _isNamed[_depth] = isStructure;
    }

    /// <summary>Comes out of a structure, list or map.</summary>
    protected void Leave() => _depth--;

    /// <summary>Forgets what was open.</summary>
    protected void ResetDepth() => _depth = 0;
}
