using System.Globalization;

namespace Holdfast.Policy.Conditions;

/// <summary>A number of a policy or request: exact while it is whole or has few digits, as all real ones are.</summary>
internal readonly struct NumberValue
{
    private const int DigitsOfLong = 18;

    private readonly long _whole;
    private readonly decimal _decimal;
    private readonly double _double;
    private readonly Form _form;

    public NumberValue(long whole) => _whole = whole;

    private NumberValue(decimal value) => (_decimal, _form) = (value, Form.Decimal);

    private NumberValue(double value) => (_double, _form) = (value, Form.Double);

    private enum Form : byte
    {
        Whole,
        Decimal,
        Double,
    }

    public static bool TryParse(ReadOnlySpan<char> text, out NumberValue number)
    {
        if (TryWhole(text, out var whole))
        {
            number = new(whole);
            return true;
        }

        const NumberStyles style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var exact))
        {
            number = new(exact);
            return true;
        }

        var isNumber = double.TryParse(text, style, CultureInfo.InvariantCulture, out var rough)
            && double.IsFinite(rough);
        number = new(rough);
        return isNumber;
    }

    public int Order(NumberValue other)
    {
        if (_form == Form.Whole && other._form == Form.Whole)
        {
            return _whole.CompareTo(other._whole);
        }

        return _form == Form.Double || other._form == Form.Double
            ? ToDouble().CompareTo(other.ToDouble())
            : ToDecimal().CompareTo(other.ToDecimal());
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        var negative = text is ['-', ..];
        var digits = negative ? text[1..] : text;
        if (digits.Length is 0 or > DigitsOfLong)
        {
            return false;
        }

        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        number = negative ? -number : number;
        return true;
    }

    private decimal ToDecimal() => _form == Form.Whole ? _whole : _decimal;

    private double ToDouble() => _form switch
    {
        Form.Whole => _whole,
        Form.Decimal => (double)_decimal,
        _ => _double,
    };
}
