using System.Globalization;

namespace Plimsoll.Bench.Simulation;

/// <summary>What is simulated. Everything follows from these, so that others can run what nobody here has seen.</summary>
/// <param name="Quiet">Component-weeks without an incident.</param>
/// <param name="Troubled">Component-weeks with one incident a day.</param>
/// <param name="Run">Weeks in a row of one component, after which another one begins with its own seed.</param>
/// <param name="Size">Of the incidents: a step of +50% at 1.</param>
/// <param name="WarmUpDays">Before anything of a component counts.</param>
internal sealed record Arguments(int Seed, int Quiet, int Troubled, int Run, double Size, int RequestsPerMinute, int WarmUpDays)
{
    public const string Usage = "alert-simulation [--seed N] [--quiet WEEKS] [--troubled WEEKS] [--run WEEKS] [--size X] [--rpm N] [--warm-up DAYS]";

    /// <summary>Null for arguments that make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        var values = new Dictionary<string, double>
        {
            ["--seed"] = 1,
            ["--quiet"] = 4,
            ["--troubled"] = 4,
            ["--run"] = 10,
            ["--size"] = 1,
            ["--rpm"] = 120,
            ["--warm-up"] = 15,
        };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!values.ContainsKey(args[i]) || i + 1 == args.Length || !double.TryParse(args[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0)
                return null;
            values[args[i]] = value;
        }
        return new(
            (int)values["--seed"], (int)values["--quiet"], (int)values["--troubled"], Math.Max(1, (int)values["--run"]), values["--size"],
            (int)values["--rpm"], (int)values["--warm-up"]);
    }

    /// <summary>Lengths of the runs, weeks, that add up to what is asked for.</summary>
    public IEnumerable<int> Runs(bool troubled)
    {
        for (var left = troubled ? Troubled : Quiet; left > 0; left -= Run)
            yield return Math.Min(left, Run);
    }
}
