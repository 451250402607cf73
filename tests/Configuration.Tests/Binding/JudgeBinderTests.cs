using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Tests.Binding;

public class JudgeBinderTests
{
    private const string Bedrock = "judges: { sonnet: { kind: bedrock, model: m:0, region: eu-central-1 } }\n";

    [Fact]
    public void Judges_are_bound_in_the_order_of_the_file()
    {
        var judges = Reading.Valid(
            """
            judges:
              local:
                kind: openai
                base_url: http://127.0.0.1:8000/v1
                model: judge-7b
                key_env: JUDGE_KEY
                price: { input_per_million_tokens: 0.15, output_per_million_tokens: 0.6 }
                timeout: 20s
                concurrency: 8
              sonnet: { kind: bedrock, model: global.anthropic.claude-sonnet-4-6, region: us-east-1, profile: judging }
              plain: { kind: heuristic }

            """, ("JUDGE_KEY", "sk-1")).Judges;

        Assert.Equal(["local", "sonnet", "plain"], judges.Select(j => j.Name));
        Assert.Equal(
            new JudgeSettings("local", new(EvaluatorKind.OpenAi, "judge-7b"))
            {
                BaseUrl = new("http://127.0.0.1:8000/v1"),
                Price = new(0.15m, 0.6m),
                Timeout = TimeSpan.FromSeconds(20),
                Concurrency = 8,
            },
            judges[0] with { Key = null });
        Assert.Equal("sk-1", judges[0].Key?.Reveal());
        Assert.Equal(("us-east-1", "judging", (JudgeKey?)null), (judges[1].Region, judges[1].Profile, judges[1].Key));
        Assert.Equal(Evaluator.Heuristic, judges[2].Evaluator);
    }

    [Fact]
    public void Bedrock_takes_the_key_of_its_own_variable_unless_it_is_told_another_way()
    {
        (string, string) variable = ("AWS_BEARER_TOKEN_BEDROCK", "key-1");

        Assert.Equal("key-1", Reading.Valid(Bedrock, variable).Judges[0].Key?.Reveal());
        Assert.Null(Reading.Valid(Bedrock.Replace("region:", "profile: p, region:", StringComparison.Ordinal), variable).Judges[0].Key);
        Assert.Null(Reading.Valid(Bedrock).Judges[0].Key);
    }

    [Fact]
    public void A_key_is_in_no_list_of_settings()
    {
        var result = Reading.Of("judges: { a: { kind: openai, base_url: 'http://h/v1', model: m, key_env: JUDGE_KEY } }\n", ("JUDGE_KEY", "sk-1"));

        Assert.DoesNotContain(result.Settings, s => s.ToString().Contains("sk-1", StringComparison.Ordinal) || s.ToString().Contains("JUDGE_KEY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ model: m }", "judges.a.kind: is missing; it may be heuristic, bedrock, openai")]
    [InlineData("{ kind: gpt }", "judges.a.kind: 'gpt' is not one of heuristic, bedrock, openai")]
    [InlineData("{ kind: bedrock }", "judges.a.model: is missing; scores belong to one pinned model")]
    [InlineData("{ kind: openai, model: m }", "judges.a.base_url: is missing; name the server, such as http://127.0.0.1:8000/v1")]
    [InlineData("{ kind: openai, model: m, base_url: 'http://u:secret@h/' }", "judges.a.base_url: is no http or https address without a query and a password, such as http://127.0.0.1:8000/v1")]
    [InlineData("{ kind: openai, model: m, base_url: 'http://h/', region: us-east-1 }", "judges.a.region: is for Bedrock")]
    [InlineData("{ kind: bedrock, model: m, region: Frankfurt }", "judges.a.region: 'Frankfurt' is no region such as eu-central-1")]
    [InlineData("{ kind: bedrock, model: m, key_env: NO_SUCH }", "judges.a.key_env: names an environment variable that is not set")]
    [InlineData("{ kind: bedrock, model: m, price: { input_per_million_tokens: -1 } }", "judges.a.price.input_per_million_tokens: '-1' is not a price in dollars from 0 to 1000000, such as 2.50")]
    [InlineData("{ kind: heuristic, model: m }", "judges.a.model: is for a judge that is asked; the heuristic is none")]
    [InlineData("{ kind: bedrock, model: m, timeout: 1h }", "judges.a.timeout: '1h' is out of range; it may be 1s to 10m")]
    public void A_broken_judge_is_reported(string judge, string error) =>
        Assert.Equal(error, Reading.Error($"judges: {{ a: {judge} }}\n").Split(' ', 2)[1]);

    [Fact]
    public void Two_ways_to_one_evaluator_are_reported()
    {
        var error = Reading.Error("judges: { a: { kind: bedrock, model: m }, b: { kind: bedrock, model: m } }\n");

        Assert.EndsWith("judges.b.model: 'bedrock:m' is judge 'a' too; a rubric could not tell which one it means", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_judges_are_reported()
    {
        var judges = string.Join(", ", Enumerable.Range(0, 33).Select(i => $"j{i}: {{ kind: bedrock, model: m{i} }}"));

        Assert.EndsWith("judges.j32: is one more than the 32 judges that there may be", Reading.Error($"judges: {{ {judges} }}\n"), StringComparison.Ordinal);
    }
}
