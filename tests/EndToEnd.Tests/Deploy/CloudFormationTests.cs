using System.Diagnostics;
using Plimsoll.Support;
using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

public sealed class CloudFormationTests
{
    private const string Template = "cloudformation/cluster.yaml";
    private static readonly YamlNode Root = DeployFile.Read(Template).Single();

    [ToolFact("cfn-lint")]
    public async Task Templates_are_valid()
    {
        var templates = Directory.GetFiles(DeployFile.PathOf("cloudformation"), "*.yaml");
        Assert.NotEmpty(templates);
        var start = new ProcessStartInfo(Tools.Find("cfn-lint")!, templates) { RedirectStandardOutput = true };
        using var lint = Process.Start(start)!;
        var output = await lint.StandardOutput.ReadToEndAsync();
        await lint.WaitForExitAsync();
        Assert.True(lint.ExitCode == 0, output);
    }

    [Fact]
    public void Nobody_may_do_everything_or_touch_everything()
    {
        var statements = Root.Entries("Resources").Where(r => r.Value.Text("Type") == "AWS::IAM::Role")
            .SelectMany(r => r.Value.Items("Properties", "Policies")).SelectMany(p => p.Items("PolicyDocument", "Statement")).ToList();
        Assert.Equal(6, statements.Count);
        Assert.All(statements, s =>
        {
            Assert.DoesNotContain(s.Items("Action").Select(a => a.Text()).Append(s.Text("Action")), a => a.Contains('*'));
            Assert.DoesNotContain(s.Items("Resource").Select(r => r.Text()).Append(s.Text("Resource")), r => r == "*");
        });
    }

    [Fact]
    public void Tables_have_the_names_that_the_members_look_for()
    {
        var names = Root.Entries("Resources").Where(r => r.Value.Text("Type") == "AWS::DynamoDB::Table").Select(r => r.Value.Text("Properties", "TableName"));
        Assert.Equal(
            ["plimsoll-${ClusterId}-checkpoints", "plimsoll-${ClusterId}-leases", "plimsoll-${ClusterId}-alerts", "plimsoll-${ClusterId}-membership", "plimsoll-${ClusterId}-reminders"], names);
    }

    [Fact]
    public void What_holds_records_outlives_the_stack()
    {
        foreach (var name in new[] { "Checkpoints", "Leases", "Alerts", "Journals" })
            Assert.Equal(("Retain", "Retain"), (Root.Text("Resources", name, "DeletionPolicy"), Root.Text("Resources", name, "UpdateReplacePolicy")));
    }
}
