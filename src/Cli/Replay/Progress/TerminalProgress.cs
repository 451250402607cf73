using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Replay.Progress;

internal sealed class TerminalProgress(IAnsiConsole terminal, ProgressTask task) : IReplayProgress
{
    public void Update(long sent) => task.Value = sent;

    public void Note(string text) => terminal.WriteLine(text);
}

/// <summary>Records a second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:N0} records/s") : "").RightJustified();
}
