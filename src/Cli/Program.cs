using System.Collections;
using Plimsoll.Cli;
using Spectre.Console;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
var terminal = Console.IsOutputRedirected ? null : AnsiConsole.Console;
return await CommandLine.RunAsync(args, new CliHost(Console.Out, Console.Error, terminal, environment, TimeProvider.System));
