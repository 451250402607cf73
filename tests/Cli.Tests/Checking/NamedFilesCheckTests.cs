namespace Plimsoll.Cli.Tests.Checking;

public class NamedFilesCheckTests
{
    [Fact]
    public async Task Files_that_a_configuration_names_are_checked_with_it()
    {
        using var rubric = new TemporaryFile("rubric: house\ndimensions: 7\n");
        using var golden = new TemporaryFile("{\"id\":\"a\",\"prompt\":\"p\",\"answer\":\"x\"}\n{\"id\":\"b\",\"prompt\":\"\"}\n");
        using var fixedSet = new TemporaryFile("{\"prompt\":\"p\"}\n");
        using var file = new TemporaryFile($$"""
            quality: { rubric_file: '{{rubric.Path}}', fixed_set_file: '{{fixedSet.Path}}' }
            golden:
              faq: { component: chat, file: '{{golden.Path}}', sagemaker: e }
              gone: { component: chat, file: /nowhere/set.jsonl, sagemaker: e }

            """);
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("check", file.Path));
        Assert.Contains($"{golden.Path}:2:11: prompt: must be a text of 1 to 100000 characters", run.OutLines);
        Assert.Contains($"{fixedSet.Path}:1:1: must have prompt and response, or prompt, a and b, and nothing else", run.OutLines);
        Assert.Contains(run.OutLines, l => l.StartsWith("golden.gone.file /nowhere/set.jsonl: ", StringComparison.Ordinal));
        Assert.Contains(run.OutLines, l => l.StartsWith($"{rubric.Path}:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Golden_set_with_judged_questions_needs_a_judge()
    {
        using var golden = new TemporaryFile("{\"id\":\"a\",\"prompt\":\"p\",\"answer\":\"x\",\"score\":\"judge\"}\n");
        using var file = new TemporaryFile($$"""golden: { faq: { component: chat, file: '{{golden.Path}}', sagemaker: e } }""");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("check", file.Path));
        Assert.Equal([$"{golden.Path}: has questions with the score 'judge'; name one under golden.faq.judge"], run.OutLines);
    }
}
