using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Startup;

namespace Plimsoll.EndToEnd.Tests.Deploy;

/// <summary>What the files under deploy tell the program is what the program takes.</summary>
public class MemberTests
{
    public static TheoryData<string> Names => [.. Member.All.Select(m => m.Name)];

    [Fact]
    public void Every_form_is_read()
    {
        Assert.Equal(1, Count("compose/one-machine.yaml"));
        Assert.Equal(6, Count("compose/cluster.yaml"));
        Assert.Equal(3, Count("kubernetes/plimsoll.yaml"));
        Assert.Equal(3, Count("cloudformation/cluster.yaml"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Options_are_understood_and_nothing_is_open_without_a_key(string name)
    {
        var options = Options(Find(name));
        Assert.Empty(Exposure.Errors(options));
        Assert.Empty(Transport.Errors(options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Arguments_are_understood(string name)
    {
        var errors = new List<string>();
        var args = Find(name).Args;
        GatewayArguments.Parse([.. args.Skip(args is ["prepare", ..] ? 1 : 0)], errors);
        Assert.Empty(errors);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ports_are_those_that_the_program_listens_on(string name)
    {
        var member = Find(name);
        var options = Options(member);
        var listening = options.Addresses.Select(a => int.Parse(a.TrimEnd('/').Split(':')[^1])).ToList();
        if (options.Cluster is { Role: ClusterRole.Silo, AdvertisedAddress: not null })
            listening.AddRange([options.Cluster.SiloPort, options.Cluster.GatewayPort]);
        Assert.Empty(member.Ports.Except(listening));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stop_may_take_longer_than_a_drain(string name)
    {
        var member = Find(name);
        Assert.True(TimeSpan.FromSeconds(member.StopSeconds) > Options(member).Cluster.DrainTimeout);
    }

    [Fact]
    public void Silos_are_reachable_by_others_and_gateways_and_silos_agree_on_the_cluster()
    {
        foreach (var cluster in Member.All.GroupBy(m => m.Name.Split(' ')[0]).Where(c => c.Count() > 1))
        {
            var members = cluster.Where(m => m.Args is not ["prepare", ..]).Select(Options).ToList();
            Assert.All(members.Where(m => m.Cluster.Role == ClusterRole.Silo), m => Assert.NotNull(m.Cluster.AdvertisedAddress));
            Assert.Contains(members, m => m.Cluster.Role == ClusterRole.Gateway);
            Assert.Single(members.Select(m => (m.Cluster.Id, m.Cluster.Provider)).Distinct());
        }
    }

    private static int Count(string file) => Member.All.Count(m => m.Name.StartsWith(file, StringComparison.Ordinal));

    private static Member Find(string name) => Member.All.Single(m => m.Name == name);

    private static PlimsollOptions Options(Member member)
    {
        var result = ConfigurationReader.Read(member.Yaml, member.Environment);
        Assert.Empty(result.Errors.Select(e => $"{e.Path}: {e.Message}"));
        return result.Options!;
    }
}
