using System.Globalization;
using Plimsoll.Bench.Simulation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}
var runs = new List<Outcome>();
foreach (var troubled in (bool[])[false, true])
{
    for (var i = 0; i < (troubled ? arguments.Troubled : arguments.Quiet); i++)
    {
        runs.Add(ComponentRun.Run(arguments, i, troubled));
        await Console.Error.WriteLineAsync($"{(troubled ? "troubled" : "quiet")} week {i + 1}");
    }
}
Console.WriteLine($"{arguments}");
Console.WriteLine($"{"rules",-24}{"precision",10}{"recall",8}{"median s",10}{"false/week",12}  95% (Garwood, quiet weeks)");
foreach (var (name, notifies) in RuleSets.Compared)
    Console.WriteLine(Report.Line(name, runs, notifies));
Console.WriteLine();
foreach (var kind in Enum.GetValues<IncidentKind>())
    Console.WriteLine(Report.ByKind(kind, runs, RuleSets.Compared[2].Notifies));
if (Environment.GetEnvironmentVariable("SIMULATION_VERBOSE") is not null)
    Report.List(runs, RuleSets.Compared[2].Notifies);
return 0;
