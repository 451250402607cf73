using Spectre.Console;

namespace Plimsoll.Cli;

/// <summary>What a command may touch of its surroundings.</summary>
/// <param name="Terminal">Null when the output is piped: plain lines then.</param>
public sealed record CliHost(
    TextWriter Out, TextWriter Error, IAnsiConsole? Terminal, IReadOnlyDictionary<string, string> Environment, TimeProvider Time);
