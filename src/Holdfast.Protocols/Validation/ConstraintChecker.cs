using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Validation;

/// <summary>Checks the constraints of the model on a request: lengths, ranges, patterns, enumerated values, what is required.</summary>
/// <remarks>
/// A request that keeps them all costs one walk and no memory. One that does not is walked again to word every violation
/// the way AWS does: <c>1 validation error detected: Value '' at 'userName' failed to satisfy constraint: …</c>
/// </remarks>
public sealed class ConstraintChecker : IgnoringWriter
{
    [ThreadStatic]
    private static ConstraintChecker? t_idle;

    private bool _isBroken;

    private ConstraintChecker()
    {
    }

    /// <summary>Checks a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="missingPaths">The paths of required members that the reader did not find.</param>
    /// <param name="hidden">The members whose values are not told besides the sensitive ones, each as <c>request.Name</c>; null for none.</param>
    /// <returns>What to answer, or null when every constraint is kept.</returns>
    public static string? Check(IShape request, IReadOnlyList<string> missingPaths, IReadOnlyList<string>? hidden = null)
    {
        var checker = t_idle ?? new();
        t_idle = null;
        checker._isBroken = false;
        request.WriteMembers(checker);
        t_idle = checker;
        if (!checker._isBroken && missingPaths.Count == 0)
        {
            return null;
        }

        var explainer = new ViolationExplainer(missingPaths, hidden ?? []);
        request.WriteMembers(explainer);
        return explainer.Message;
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
        => value.WriteMembers(this);

    /// <inheritdoc/>
    public override void BeginList(Member at, int count) => Expect(Constraints.IsLengthKept(at.Target, count));

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count) => Expect(Constraints.IsLengthKept(at.Target, count));

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key) => Expect(Constraints.IsKept(map.Target.Key.Target, key));

    /// <inheritdoc/>
    public override void WriteString(Member at, string value) => Expect(Constraints.IsKept(at.Target, value));

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value) => Expect(Constraints.IsRangeKept(at.Target, value));

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value) => Expect(Constraints.IsRangeKept(at.Target, value));

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value) => Expect(Constraints.IsRangeKept(at.Target, value));

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value) => Expect(Constraints.IsRangeKept(at.Target, value));

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value) => Expect(Constraints.IsLengthKept(at.Target, value.Length));

    private void Expect(bool isKept) => _isBroken |= !isKept;
}
