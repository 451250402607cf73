using System.CommandLine;

namespace Plimsoll.Cli.Golden;

/// <summary><c>plimsoll golden</c>: questions whose right answers are known.</summary>
internal static class GoldenCommand
{
    private const string Details = """
        A golden set is a file of questions with right answers, one JSON object a line:

          {"id":"fr-1","prompt":"Capital of France?","answer":"Paris","group":"france"}
          {"id":"fr-2","prompt":"Which city is France's capital?","pattern":"(?i)\\bparis\\b","group":"france"}
          {"id":"pi","prompt":"Pi to two digits?","score":"numeric","answer":"3.14","tolerance":0.005}
          {"id":"sky","prompt":"Why is the sky blue?","score":"judge","answer":"Rayleigh scattering."}

        Example:
          plimsoll golden run set.jsonl --endpoint http://127.0.0.1:8000/v1 --model chat --report now.json --previous last.json
          plimsoll golden compare last.jsonl now.jsonl --config plimsoll.yaml --judge sonnet --fail-if-worse
        """;

    public static Command Create(CliHost host) =>
        new DocumentedCommand("golden", "Ask a model questions whose right answers are known", Details) { GoldenRunCommand.Create(host), GoldenCompareCommand.Create(host) };
}
