namespace Plimsoll.Cli.Tests.Checking;

public class RubricCheckTests
{
    [Fact]
    public async Task A_good_rubric_is_summarised_with_its_version_and_shares()
    {
        using var file = new TemporaryFile("rubric: support\npacks: [standard, faithfulness]\nevaluator: { kind: openai, model: judge-1 }\n");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("check", file.Path));
        Assert.Matches("^ok: rubric support, version [0-9a-f]{12}, evaluator openai:judge-1$", run.OutLines[0]);
        Assert.Equal(
            [
                "safety: 25.0 % of the composite", "relevance: 25.0 % of the composite", "professional_tone: 25.0 % of the composite",
                "faithfulness: 25.0 % of the composite, needs the context",
            ],
            run.OutLines[1..]);
    }

    [Fact]
    public async Task Errors_of_a_rubric_name_file_place_field_and_value()
    {
        using var file = new TemporaryFile("rubric: support\npacks: [standrad]\n");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("check", file.Path));
        Assert.StartsWith($"{file.Path}:2:9: packs[0]: 'standrad' is not one of standard, ", Assert.Single(run.OutLines), StringComparison.Ordinal);
    }
}
