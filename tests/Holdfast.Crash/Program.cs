using System.Globalization;
using Holdfast.Crash;

var server = Environment.GetEnvironmentVariable("HOLDFAST_SERVER") ?? Path.Combine(AppContext.BaseDirectory, "holdfast.dll");
IReadOnlyList<string>? faults;
switch (args)
{
    case ["kill", var kills]:
        faults = await new KillRun(server, seed: 2026).RunAsync(int.Parse(kills, CultureInfo.InvariantCulture));
        break;
    case ["kill-objects", var kills]:
        faults = await new ObjectKillRun(server, seed: 2026).RunAsync(int.Parse(kills, CultureInfo.InvariantCulture));
        break;
    case ["trail-kill", var kills]:
        faults = await new TrailKillRun(server, seed: 2026).RunAsync(int.Parse(kills, CultureInfo.InvariantCulture));
        faults = [.. faults, .. await new TrailFullDiskRun(server).RunAsync() ?? []];
        break;
    case ["lake-kill", var kills]:
        faults = await new LakeKillRun(server, seed: 2026).RunAsync(int.Parse(kills, CultureInfo.InvariantCulture));
        break;
    case ["full-disk"]:
        faults = await new FullDiskRun(server).RunAsync();
        if (faults is null)
        {
            Console.WriteLine("skipped: no small disk can be mounted here (root can)");
            return 0;
        }

        break;
    default:
        await Console.Error.WriteLineAsync("usage: dotnet run --project tests/Holdfast.Crash -- kill NUMBER | kill-objects NUMBER | trail-kill NUMBER | lake-kill NUMBER | full-disk");
        return 2;
}

foreach (var fault in faults.Take(50))
{
    Console.WriteLine($"FAULT {fault}");
}

return faults.Count == 0 ? 0 : 1;
