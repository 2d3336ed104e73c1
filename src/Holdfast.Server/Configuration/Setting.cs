using System.Globalization;

namespace Holdfast.Server.Configuration;

/// <summary>One thing that can be configured: its names, what it means, and how its text becomes a value.</summary>
/// <param name="Name">The name in the JSON file, such as <c>headerBytesMax</c>; the others are made from it.</param>
/// <param name="Default">The default, as a person reads it.</param>
/// <param name="Help">What it means.</param>
/// <param name="Apply">Takes a text over into the options; answers what is wrong with it, or null.</param>
internal sealed record Setting(string Name, string Default, string Help, Func<ServerOptions, string, string?> Apply)
{
    /// <summary>Whether the start command has an option for it.</summary>
    public bool HasOption { get; init; }

    /// <summary>Whether the option stands alone, without a value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Whether it is read from the environment alone, so that it stands in no file and no list of processes.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The option of the start command, such as <c>--trail-interval</c>.</summary>
    public string Option => "--" + string.Concat(Name.Select(static letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString()));

    /// <summary>The variable, such as <c>HOLDFAST_HEADER_BYTES_MAX</c>.</summary>
    public string Variable
    {
        get
        {
            var name = new System.Text.StringBuilder("HOLDFAST_");
            foreach (var letter in Name)
            {
                if (char.IsAsciiLetterUpper(letter))
                {
                    name.Append('_');
                }

                name.Append(char.ToUpperInvariant(letter));
            }

            return name.ToString();
        }
    }

    /// <summary>A setting that is on or off.</summary>
    public static Setting Flag(string name, string help, Action<ServerOptions, bool> set) => new(name, "false", help, (options, text) =>
    {
        if (!bool.TryParse(text, out var value))
        {
            return $"'{text}' is neither true nor false";
        }

        set(options, value);
        return null;
    })
    {
        HasOption = true,
        IsFlag = true,
    };

    /// <summary>A whole number within bounds.</summary>
    public static Setting Number(string name, int min, int max, int value, string help, Action<ServerOptions, int> set)
        => new(name, value.ToString(CultureInfo.InvariantCulture), help, (options, text) =>
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < min || number > max)
            {
                return $"'{text}' is not a whole number from {min} to {max}";
            }

            set(options, number);
            return null;
        });

    /// <summary>A time in seconds within bounds.</summary>
    public static Setting Seconds(string name, int min, int max, TimeSpan value, string help, Action<ServerOptions, TimeSpan> set)
        => Number(name, min, max, (int)value.TotalSeconds, help, (options, seconds) => set(options, TimeSpan.FromSeconds(seconds)));
}
