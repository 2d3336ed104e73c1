using System.Globalization;
using System.Text;

namespace Holdfast.Server.Configuration;

/// <summary>Writes <c>docs/configuration.md</c> from the settings, so that it never says what the code does not do.</summary>
internal static class ConfigurationPage
{
    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Configuration

            Generated from `src/Holdfast.Server/Configuration/SettingTable.cs`; a test keeps it fresh.

            A setting is read from a JSON file, then from the environment, then from the command line; the later counts more. The file is `holdfast.json`
            in the current folder, or the one that `--config` or `HOLDFAST_CONFIG` names: one object, its members named as below. Every fault is reported at
            once, and nothing starts.

            ## The server


            """);
        WriteTable(page, SettingTable.Server);
        page.Append(
            """

            ## The bounds of the gate

            Every input has a bound, and every bound an error. The most bytes of a body are also bounded by operation: 1 MiB where its overlay says nothing else.


            """);
        WriteTable(page, SettingTable.Gate);
        return page.ToString();
    }

    private static void WriteTable(StringBuilder page, IReadOnlyList<Setting> settings)
    {
        page.Append("| Setting | Option | Variable | Default | Meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (var setting in settings)
        {
            var name = setting.IsSecret ? "" : $"`{setting.Name}`";
            var option = setting.HasOption ? $"`{setting.Option}`" : "";
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {option} | `{setting.Variable}` | {setting.Default} | {setting.Help} |\n");
        }
    }
}
