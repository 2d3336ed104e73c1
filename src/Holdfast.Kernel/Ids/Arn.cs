using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Kernel.Ids;

/// <summary>An Amazon Resource Name: <c>arn:partition:service:region:account:resource</c>, or <c>*</c> for actions that have no resource.</summary>
public readonly record struct Arn(string Value) : IParsable<Arn>
{
    /// <summary>The resource of an action that acts on none in particular.</summary>
    public static Arn Any { get; } = new("*");

    /// <summary>The account in the ARN; empty when there is none.</summary>
    public string Account => Part(4);

    /// <summary>The part after the account, such as <c>user/alice</c>.</summary>
    public string Resource => Part(5);

    /// <inheritdoc/>
    public static Arn Parse(string s, IFormatProvider? provider)
        => TryParse(s, provider, out var arn) ? arn : throw new FormatException($"'{s}' is not an ARN.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Arn result)
    {
        var isArn = s is not null && s.StartsWith("arn:", StringComparison.Ordinal) && s.AsSpan().Count(':') >= 5;
        result = isArn ? new(s!) : default;
        return isArn;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private string Part(int index)
    {
        var rest = Value.AsSpan();
        for (var i = 0; i < index; i++)
        {
            var colon = rest.IndexOf(':');
            if (colon < 0)
            {
                return "";
            }

            rest = rest[(colon + 1)..];
        }

        var end = index == 5 ? -1 : rest.IndexOf(':');
        return (end < 0 ? rest : rest[..end]).ToString();
    }
}
