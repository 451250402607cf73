using System.Globalization;
using System.IO.Compression;

namespace Plimsoll.Cli.Tests.Detection;

public class DetectCommandTests
{
    [Fact]
    public async Task Every_row_comes_back_with_its_words_and_a_score()
    {
        using var file = new TemporaryFile("timestamp,value\n" + Rows(300) + "2026-01-02 05:00:00,9000\n");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("detect", file.Path));
        Assert.Equal("timestamp,value,anomaly_score", run.OutLines[0]);
        Assert.Equal("2026-01-02 00:00:00,100.0,0", run.OutLines[1]);
        Assert.Equal(302, run.OutLines.Length);
        Assert.All(run.OutLines[1..^1], l => Assert.InRange(Score(l), 0, 0.499));
        Assert.StartsWith("2026-01-02 05:00:00,9000,", run.OutLines[^1], StringComparison.Ordinal);
        Assert.InRange(Score(run.OutLines[^1]), 0.5, 1);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_named_with_line_field_and_value()
    {
        using var file = new TemporaryFile("host,Value,Timestamp\na,1,t1\na,seven,t2\na\na,NaN,t3\na,5, \na,2e3,t4\n");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("detect", file.Path));
        Assert.Equal(["t1,1,0", "t4,2e3,0"], run.OutLines[1..]);
        Assert.Equal(
            [
                $"{file.Path}:3: value 'seven' is not a number", $"{file.Path}:4: has 1 of the columns, which leaves out value",
                $"{file.Path}:5: value 'NaN' is not a number", $"{file.Path}:6: timestamp is empty",
            ],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task Cells_in_quotes_are_read_and_written_as_CSV_has_them()
    {
        using var file = new TemporaryFile("\"Timestamp\",\"the \"\"host\"\", and more\",\"Value\"\n\"Jan 2, 2026\",\"a,b\",\"1.5\"\nt2,c,2\n");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("detect", file.Path));
        Assert.Equal(["\"Jan 2, 2026\",1.5,0", "t2,2,0"], run.OutLines[1..]);
    }

    [Fact]
    public async Task Of_many_bad_rows_the_first_are_named_and_the_rest_counted()
    {
        using var file = new TemporaryFile("timestamp,value\n" + string.Concat(Enumerable.Repeat("t,x\n", 25)));
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("detect", file.Path));
        Assert.Equal(21, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("5 further rows", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1: the file is empty, without a header with timestamp and value")]
    [InlineData("time,value\n1,2\n", "1: the first line is not a header with timestamp and value")]
    public async Task A_file_without_the_columns_is_refused(string text, string error)
    {
        using var file = new TemporaryFile(text);
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("detect", file.Path));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_is_unpacked_and_a_damaged_one_is_named()
    {
        using var file = new TemporaryFile("");
        var packed = file.Path + ".gz";
        try
        {
            await using (var stream = new StreamWriter(new GZipStream(File.Create(packed), CompressionMode.Compress)))
                await stream.WriteAsync("timestamp,value\nt,5\n");
            var run = new CliRun();
            Assert.Equal(0, await run.RunAsync("detect", packed));
            Assert.Equal("t,5,0", run.OutLines[1]);

            await File.WriteAllTextAsync(packed, "no gzip at all");
            var damaged = new CliRun();
            Assert.Equal(1, await damaged.RunAsync("detect", packed));
            Assert.Contains("cannot be read", damaged.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(packed);
        }
    }

    [Fact]
    public async Task Another_method_finds_the_same_spike_and_several_columns_name_the_one_that_is_odd()
    {
        var rows = Rows(700).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var one = new TemporaryFile("timestamp,value\n" + string.Join('\n', rows) + "\nlast,9000\n");
        using var two = new TemporaryFile("timestamp,load,ttft\n" + string.Join('\n', rows.Select((r, i) => $"{r},{i * 13 % 7}")) + "\nlast,105,9000\n");

        foreach (string[] method in (string[][])[["robust"], ["spot"], ["holt-winters", "--period", "11"]])
        {
            var run = new CliRun();
            Assert.Equal(0, await run.RunAsync(["detect", one.Path, "--method", .. method]));
            Assert.InRange(Score(run.OutLines[^1]), 0.5, 1);
        }
        var joint = new CliRun();
        Assert.Equal(0, await joint.RunAsync("detect", two.Path, "--columns", "load,ttft"));
        Assert.Equal("timestamp,load,ttft,anomaly_score,largest", joint.OutLines[0]);
        Assert.StartsWith("last,105,9000,", joint.OutLines[^1], StringComparison.Ordinal);
        Assert.EndsWith(",ttft", joint.OutLines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("holt-winters needs a --period from 2 to 100000", "--method", "holt-winters")]
    [InlineData("--period is for --method holt-winters", "--period", "7")]
    [InlineData("--columns 'a,A' is not a list of up to 16 different columns", "--columns", "a,A")]
    [InlineData("--method is for one column", "--columns", "a,b", "--method", "spot")]
    public async Task Options_that_make_no_sense_are_named(string error, params string[] options)
    {
        using var file = new TemporaryFile("timestamp,value\n");
        var run = new CliRun();

        Assert.Equal(2, await run.RunAsync(["detect", file.Path, .. options]));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    private static double Score(string line) => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture);

    private static string Rows(int count)
    {
        var start = new DateTime(2026, 1, 2);
        return string.Concat(Enumerable.Range(0, count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{start.AddMinutes(i):yyyy-MM-dd HH:mm:ss},{100 + i * 37 % 11:0.0}\n")));
    }
}
