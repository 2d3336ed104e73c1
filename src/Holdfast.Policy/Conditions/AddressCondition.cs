using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>IpAddress and NotIpAddress: addresses and CIDR ranges of both families.</summary>
internal sealed class AddressCondition : ConditionTest
{
    private readonly IpRange[] _ranges;

    public AddressCondition(ConditionClause clause)
        : base(clause)
    {
        var ranges = new List<IpRange>(clause.Values.Length);
        foreach (var value in clause.Values)
        {
            if (IpRange.TryParse(value.Text, out var range))
            {
                ranges.Add(range);
            }
        }

        _ranges = [.. ranges];
    }

    protected override bool Matches(in ContextValue value, RequestContext context)
    {
        IpValue address;
        if (value.Kind == ContextValueKind.Address)
        {
            address = value.Address;
        }
        else
        {
            Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
            value.TryText(scratch, out var text);
            if (!IpValue.TryParse(text, out address))
            {
                return false;
            }
        }

        foreach (ref readonly var range in _ranges.AsSpan())
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
