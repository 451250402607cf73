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
    foreach (var (index, weeks) in arguments.Runs(troubled).Index())
    {
        runs.Add(ComponentRun.Run(arguments, index, weeks, troubled));
        await Console.Error.WriteLineAsync($"{(troubled ? "troubled" : "quiet")} component {index + 1}, {weeks} weeks: {Report.Short(runs[^1])}");
    }
}
Console.WriteLine($"{arguments}");
Report.Write(runs);
if (Environment.GetEnvironmentVariable("SIMULATION_VERBOSE") is not null)
    Report.List(runs, RuleSets.Compared[2].Notifies);
return 0;
