using System.Text;
using Spectre.Console;

namespace Plimsoll.Cli.Tests;

/// <summary>Runs the command line in process and keeps what it wrote.</summary>
internal sealed class CliRun
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 20, 30, TimeSpan.Zero);

    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public TimeProvider Time { get; init; } = new SkippingTimeProvider(Now);

    public Dictionary<string, string> Environment { get; } = [];

    public bool OnTerminal { get; init; }

    /// <summary>Characters of the terminal's lines.</summary>
    public int Width { get; init; } = 80;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public Task<int> RunAsync(params string[] args) => RunAsync(args, CancellationToken.None);

    public async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        using var output = new StringWriter(_out);
        using var error = new StringWriter(_error);
        var terminal = OnTerminal
            ? AnsiConsole.Create(new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
            })
            : null;
        if (terminal is not null)
            terminal.Profile.Width = Width;
        return await CommandLine.RunAsync(args, new CliHost(output, error, terminal, Environment, Time), cancellation);
    }

    /// <summary>A number of the summary.</summary>
    public string Summary(string name) =>
        OutLines.Single(l => l.StartsWith(name + "  ", StringComparison.Ordinal))[name.Length..].Trim();
}
